"""The ribbon: valid for both Offices, every button runs a command, every command has a button."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from addin.tables.buttons import COMMANDS, GROUPS, Choices
from addin.xlam.build import modules
from addin.xlam.ribbon_xml import OFFICE_2007, OFFICE_2010, ribbon_xml

# What MS-CUSTOMUI allows of what we use: element → its parent, its attributes.
ELEMENTS = {
    "customUI": (None, set()),
    "ribbon": ("customUI", {"startFromScratch"}),
    "tabs": ("ribbon", set()),
    "tab": ("tabs", {"id", "label", "keytip", "insertAfterMso"}),
    "group": ("tab", {"id", "label", "imageMso", "screentip", "supertip"}),
    "splitButton": ("group", {"id", "size", "enabled", "keytip"}),
    "menu": ("splitButton", {"id", "itemSize"}),
}
BUTTON = {"id", "tag", "label", "imageMso", "screentip", "supertip", "enabled", "onAction",
          "keytip"}
BUTTONS = {"group": BUTTON | {"size"}, "splitButton": BUTTON, "menu": BUTTON | {"description"}}

both = pytest.mark.parametrize("namespace", [OFFICE_2007, OFFICE_2010])


def parsed(namespace: str) -> etree._Element:
    return etree.fromstring(ribbon_xml(namespace, GROUPS).encode("utf-8"))


def buttons(namespace: str) -> list[etree._Element]:
    return list(parsed(namespace).iter(f"{{{namespace}}}button"))


@both
def test_elements_stand_where_they_may_with_attributes_they_may_have(namespace: str) -> None:
    for element in parsed(namespace).iter():
        space, name = element.tag[1:].split("}")
        parent = element.getparent()
        above = None if parent is None else etree.QName(parent).localname
        assert space == namespace
        if name == "button":
            assert set(element.attrib) <= BUTTONS[above]
        else:
            assert (above, set(element.attrib) - ELEMENTS[name][1]) == (ELEMENTS[name][0], set())


@both
def test_a_split_button_holds_a_button_and_then_its_menu(namespace: str) -> None:
    for split in parsed(namespace).iter(f"{{{namespace}}}splitButton"):
        assert [etree.QName(child).localname for child in split] == ["button", "menu"]


@both
def test_ids_are_unique_and_short_enough(namespace: str) -> None:
    ids = [element.get("id") for element in parsed(namespace).iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,1023}", each) for each in ids)


@both
def test_every_button_calls_a_procedure_that_is_there(namespace: str) -> None:
    sources = {module.name: module.source for module in modules()}
    for button in buttons(namespace):
        module, procedure = button.get("onAction").split(".")
        assert f"Public Sub {procedure}(control As Object)" in sources[module]


@both
def test_every_command_has_a_button_and_no_button_another(namespace: str) -> None:
    assert {button.get("tag") for button in buttons(namespace)} == {c.name for c in COMMANDS}


@both
def test_every_button_says_what_it_does(namespace: str) -> None:
    for button in buttons(namespace):
        assert 2 <= len(button.get("label")) <= 6
        assert button.get("supertip").endswith("。")
        assert button.get("imageMso").isascii()


def test_the_callback_runs_the_tag_as_a_command_of_addin_ribbon() -> None:
    (ribbon,) = (module.source for module in modules() if module.name == "Ribbon")
    assert 'RunPython "import addin.ribbon.press; addin.ribbon.press." & control.Tag & "()"' in ribbon
    assert all(command.name.isidentifier() for command in COMMANDS)


def test_the_tab_is_what_the_clerk_was_promised() -> None:
    labels = [[control.label for control in group.controls] for group in GROUPS]
    assert [group.label for group in GROUPS] == ["填报", "审核", "报告", "设置"]
    assert labels == [["一键评分", "新建自评表", "固化为数值", "撤销评分", "生成上报版"],
                      ["校验本表", "清除标记"], ["生成报告", "公开版"], ["评分办法", "诊断", "帮助"]]
    (scoring,) = (c for c in GROUPS[0].controls if isinstance(c, Choices))
    assert scoring.commands[0].name == "score_values"
