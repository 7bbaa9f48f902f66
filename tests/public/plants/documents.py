"""Places of a Word document in which something personal may stand: name → the document."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from tests.public.plants.workbooks import _CORE, _METADATA, A, C, jpeg
from tests.report_audit.documents import RELATIONS, W, document, p, part, row, run, tc

Place = Callable[[str], bytes]
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
KNOWN = p("填报人：赵铁柱")


def body(xml: str) -> Place:
    """The text in the place of {}."""
    return lambda text: document(KNOWN, xml.replace("{}", escape(text, {'"': "&quot;"})))


def related(path: str, kind: str, xml: str, more: str = "") -> Place:
    return lambda text: document(KNOWN, more, related={
        path: (kind, xml.replace("{}", escape(text, {'"': "&quot;"})))})


def rooted(kind: str, name: str, xml: str) -> Place:
    def made(text: str) -> bytes:
        return document(KNOWN, root=f'<Relationship Id="rId9" Type="{kind}" Target="{name}"/>',
                        **{name.replace("/", "__"): xml.replace("{}", escape(text))})
    return made


def box(inner: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"


def _runs(text: str) -> bytes:
    return document(KNOWN, p(*text))


def _two_copies(text: str) -> bytes:
    return document(KNOWN, f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{box(p(*text))}"
                    f"</mc:Choice><mc:Fallback>{box(p(*text))}</mc:Fallback></mc:AlternateContent></w:r></w:p>")


def _field(text: str) -> bytes:
    return document(KNOWN, "<w:p>" + "".join(
        f"<w:r><w:instrText>{escape(each)}</w:instrText></w:r>" for each in ("MERGEFIELD ", *text)) + "</w:p>")


_SDT = ('<w:sdt><w:sdtPr><w:alias w:val="{}"/><w:tag w:val="{}"/><w:dropDownList><w:listItem w:displayText="{}" '
        'w:value="{}"/></w:dropDownList></w:sdtPr><w:sdtContent>' + p("好") + "</w:sdtContent></w:sdt>")
_FORM = ('<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{}"/><w:helpText w:val="{}"/>'
         '<w:textInput><w:default w:val="{}"/></w:textInput><w:ddList><w:listEntry w:val="{}"/></w:ddList>'
         "</w:ffData></w:fldChar></w:r></w:p>")
_DRAWN = (f'<w:p><w:r><w:drawing><wp:docPr xmlns:wp="{WP}" id="1" name="{{}}" descr="{{}}" title="{{}}"/>'
          "</w:drawing></w:r></w:p>")
_CHART = (f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><a:p><a:r><a:t>{{}}</a:t></a:r></a:p><c:cat><c:strRef>'
          "<c:f>S!A1</c:f><c:strCache><c:pt><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:chartSpace>")
_DIAGRAM = f'<d:dataModel xmlns:d="urn:d" xmlns:a="{A}"><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></d:dataModel>'

PLACES: dict[str, Place] = {
    "段落": body(p("{}")),
    "段落里多个格式": _runs,
    "表格": body(f"<w:tbl>{row(tc('好'), tc('{}'))}</w:tbl>"),
    "表中表": body(f"<w:tbl>{row('<w:tc><w:tbl>' + row(tc('{}')) + '</w:tbl>' + p('') + '</w:tc>')}</w:tbl>"),
    "文本框": body(f"<w:p>{box(p('{}'))}</w:p>"),
    "文本框两份": _two_copies,
    "内容控件": body(_SDT),
    "表单域": body(_FORM),
    "域代码": _field,
    "简单域": body('<w:p><w:fldSimple w:instr=\'MERGEFIELD "{}"\'>' + run("好") + "</w:fldSimple></w:p>"),
    "智能标记": body('<w:p><w:smartTag w:element="PersonName"><w:smartTagPr><w:attr w:name="P" w:val="{}"/>'
                 "</w:smartTagPr>" + run("好") + "</w:smartTag></w:p>"),
    "书签": body('<w:p><w:bookmarkStart w:id="1" w:name="{}"/><w:bookmarkEnd w:id="1"/></w:p>'),
    "链接提示": body('<w:p><w:hyperlink w:anchor="a" w:tooltip="{}">' + run("好") + "</w:hyperlink></w:p>"),
    "图形的替代文字": body(_DRAWN),
    "VML": body('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{}" title="{}"/></w:pict></w:r></w:p>'),
    "拼音指南": body("<w:p><w:r><w:ruby><w:rt>" + run("{}") + "</w:rt><w:rubyBase>" + run("好") + "</w:rubyBase></w:ruby></w:r></w:p>"),
    "公式": body('<w:p><m:oMath xmlns:m="urn:m"><m:r><m:t>{}</m:t></m:r></m:oMath></w:p>'),
    "隐藏文字": body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r></w:p>"),
    "删去的文字": body('<w:p><w:del w:author="{}"><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>'),
    "新加的文字": body('<w:p><w:ins w:author="{}">' + run("{}") + "</w:ins></w:p>"),
    "编辑权限": body('<w:p><w:permStart w:id="1" w:ed="{}"/><w:permEnd w:id="1"/></w:p>'),
    "自定义标记": body('<w:customXml w:element="e"><w:customXmlPr><w:attr w:name="n" w:val="{}"/></w:customXmlPr>'
                  + p("好") + "</w:customXml>"),
    "签名行": body('<w:p><w:r><w:pict><o:signatureline xmlns:o="urn:schemas-microsoft-com:office:office" '
                'o:suggestedsigner="{}" o:suggestedsigneremail="{}"/></w:pict></w:r></w:p>'),
    "页眉": related("header1.xml", "header", part("hdr", p("{}"))),
    "页脚": related("footer1.xml", "footer", part("ftr", f"<w:tbl>{row(tc('{}'))}</w:tbl>")),
    "脚注": related("footnotes.xml", "footnotes", part("footnotes", f"<w:footnote>{p('{}')}</w:footnote>")),
    "尾注": related("endnotes.xml", "endnotes", part("endnotes", f"<w:endnote>{p('{}')}</w:endnote>")),
    "批注": related("comments.xml", "comments", part("comments", f"<w:comment w:author=\"{{}}\">{p('{}')}</w:comment>")),
    "人员": related("people.xml", "people", part("people", '<w:person w:author="{}"/>')),
    "样式": related("styles.xml", "styles", part("styles", '<w:style><w:name w:val="{}"/></w:style>')),
    "编号": related("numbering.xml", "numbering", part("numbering", '<w:lvlText w:val="{}"/>')),
    "文档变量": related("settings.xml", "settings", part("settings", '<w:docVars><w:docVar w:name="n" w:val="{}"/></w:docVars>')),
    "网页设置": related("webSettings.xml", "webSettings", part("webSettings", '<w:div w:id="{}"/>')),
    "构建基块": related("glossary.xml", "glossaryDocument", part("glossaryDocument", p("{}"))),
    "导入的内容": related("a.htm", "aFChunk", "{}", '<w:altChunk r:id="rId1"/>'),
    "嵌入的文件": related("a.bin", "oleObject", "{}", '<w:p><w:r><w:object><OLEObject r:id="rId1"/></w:object></w:r></w:p>'),
    "不认识的内容": related("n.xml", "somethingNew", "<x>{}</x>", '<w:p><w:r><w:new r:id="rId1"/></w:r></w:p>'),
    "图表": related("charts/c.xml", "chart", _CHART),
    "智能图形": related("diagrams/d.xml", "diagramData", _DIAGRAM),
    "智能图形的样子": related("diagrams/e.xml", "diagramDrawing", _DIAGRAM),
    "主题": related("theme/t.xml", "theme", f'<a:theme xmlns:a="{A}" name="{{}}"/>'),
    "照片信息": lambda text: document(KNOWN, related={"media/i.jpg": ("image", jpeg(text.encode()))}),  # type: ignore[dict-item]
    "文档属性": rooted(_METADATA, "docProps/core.xml", _CORE),
    "自定义XML": rooted(f"{RELATIONS}/customXml", "customXml/item1.xml", "<x>{}</x>"),
    "XML注释": body(p("好") + "<!--{}-->"),
    "别的命名空间": body(f'<w:p xmlns:z="urn:z" z:who={quoteattr("{}")}/>'),
}
assert W
