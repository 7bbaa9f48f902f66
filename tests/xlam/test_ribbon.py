"""The ribbon: valid for both Offices, every button runs a command, every command has a button."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from addin.ribbon import press
from addin.tables.buttons import COMMANDS, CONTEXT, GROUPS, Choices, Menu
from addin.xlam.build import modules
from addin.xlam.ribbon_xml import OFFICE_2007, OFFICE_2010, ribbon_xml
from addin.xlam.settings import TEXTS

# What MS-CUSTOMUI allows of what we use: element → its parent, its attributes.
ELEMENTS = {
    "customUI": (None, {"onLoad"}),
    "ribbon": ("customUI", {"startFromScratch"}),
    "tabs": ("ribbon", set()),
    "tab": ("tabs", {"id", "label", "keytip", "insertAfterMso"}),
    "group": ("tab", {"id", "label", "imageMso", "screentip", "supertip"}),
    "splitButton": ("group", {"id", "size", "enabled", "keytip"}),
    "menu": ("splitButton", {"id", "itemSize"}),
    "dynamicMenu": ("group", {"id", "tag", "label", "size", "imageMso", "supertip", "getEnabled",
                              "getContent", "invalidateContentOnDrop"}),
    "contextMenus": ("customUI", set()),
    "contextMenu": ("contextMenus", {"idMso"}),
}
BUTTON = {"id", "tag", "label", "imageMso", "screentip", "supertip", "enabled", "getEnabled",
          "onAction",           "keytip"}
BUTTONS = {"group": BUTTON | {"size"}, "splitButton": BUTTON, "menu": BUTTON | {"description"},
           "contextMenu": BUTTON}

both = pytest.mark.parametrize("namespace", [OFFICE_2007, OFFICE_2010])


def parsed(namespace: str) -> etree._Element:
    return etree.fromstring(ribbon_xml(namespace, GROUPS).encode("utf-8"))


def buttons(namespace: str) -> list[etree._Element]:
    return list(parsed(namespace).iter(f"{{{namespace}}}button", f"{{{namespace}}}dynamicMenu"))


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
def test_every_callback_is_there_with_its_arguments(namespace: str) -> None:
    (ribbon,) = (module.source for module in modules() if module.name == "Ribbon")
    for attribute, declared in (("onAction", "control As Object"), ("onLoad", "ribbon As Object"),
                                ("getEnabled", "control As Object, ByRef enabled As Variant"),
                                ("getContent", "control As Object, ByRef content As Variant")):
        for element in parsed(namespace).iter():
            if called := element.get(attribute):
                module, procedure = called.split(".")
                assert module == "Ribbon"
                assert f"Public Sub {procedure}({declared})" in ribbon


def test_every_command_has_a_button_and_no_button_another() -> None:
    """The menu of a cell is only for Office 2010 and later."""
    commands = {command.name for command in COMMANDS}
    assert {button.get("tag") for button in buttons(OFFICE_2010)} == commands
    assert {button.get("tag") for button in buttons(OFFICE_2007)} == commands - {
        command.name for command in CONTEXT}


@both
def test_a_button_is_grey_without_a_workbook_unless_it_needs_none(namespace: str) -> None:
    free = {button.get("tag") for button in buttons(namespace) if not button.get("getEnabled")}
    assert free == {"new_form", "review_folder", "diagnose", "help"}


@both
def test_only_what_wants_a_folder_asks_for_one(namespace: str) -> None:
    asking = {button.get("tag") for button in buttons(namespace)
              if button.get("onAction") == "Ribbon.RunOnFolder"}
    assert asking == {command.name for command in COMMANDS if command.folder} == {"review_folder"}


def test_the_folder_goes_behind_the_command_that_asked_for_it() -> None:
    (ribbon,) = (module.source for module in modules() if module.name == "Ribbon")
    assert 'Press control.Tag & " " & picker.SelectedItems(1)' in ribbon
    assert f'voice.Said("{(key := "choose_folder")}")' in ribbon
    assert key in TEXTS


@both
def test_every_button_says_what_it_does(namespace: str) -> None:
    for button in buttons(namespace):
        assert 2 <= len(button.get("label")) <= 7
        assert button.get("supertip").endswith("。")
        assert button.get("imageMso").isascii()


def test_the_callback_sends_the_tag_and_every_command_runs() -> None:
    (ribbon,) = (module.source for module in modules() if module.name == "Ribbon")
    assert "Press control.Tag" in ribbon
    assert {each.name for each in COMMANDS} == set(press._COMMANDS)
    with pytest.raises(KeyError):
        press.run("__import__('os')")


def test_the_tab_is_what_the_clerk_was_promised() -> None:
    labels = [[control.command.label if isinstance(control, Menu) else control.label
               for control in group.controls] for group in GROUPS]
    assert [group.label for group in GROUPS] == ["填报", "审核", "报告", "设置"]
    assert labels == [["一键评分", "新建自评表", "补基础数据", "固化为数值", "撤销评分", "生成上报版"],
                      ["校验本表", "清除标记", "批量审核"], ["生成报告", "公开版"], ["评分办法", "诊断", "帮助"]]
    (scoring,) = (c for c in GROUPS[0].controls if isinstance(c, Choices))
    assert scoring.commands[0].name == "score_values"
