"""Places of a workbook in which something personal may stand: name → the package with a text there."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from tests.closed_files.packages import MAIN, RELATIONS, parts

Parts = dict[str, str | bytes]
Place = Callable[[str], Parts]
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
KNOWN = '<row r="1"><c r="A1" t="inlineStr"><is><t>填报人：赵铁柱</t></is></c></row>'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = f'xmlns:r="{RELATIONS}"'


def arrows(*them: tuple[str, str] | tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if ":" in kind else f"{RELATIONS}/{kind}"}" '
        f'Target={quoteattr(target)}{"".join(mode)}/>'
        for n, (kind, target, *mode) in enumerate(them, 1))
    return f'<Relationships xmlns="{RELS}">{listed}</Relationships>'


def book(cells: str = "", after: str = "", before: str = "", related: tuple[tuple[str, ...], ...] = (),
         **more: str) -> Parts:
    """A workbook of one sheet, whose first cell makes the name known."""
    made: Parts = dict(parts(f"{before}<sheetData>{KNOWN}{cells}</sheetData>{after}", **more))
    if related:
        made["xl/worksheets/_rels/sheet1.xml.rels"] = arrows(*related)  # type: ignore[arg-type]
    return made


def row(content: str) -> str:
    return f'<row r="3">{content}</row>'


def inline(text: str, place: str = "B3") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def workbook(text: str, more: str, *, to: tuple[str, str] | None = None,
             part: tuple[str, str | bytes] | None = None) -> Parts:
    """The same with something in the workbook part, and a part that it leads to."""
    made = book()
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace(
        "</workbook>", more.replace("{}", escape(text, {'"': "&quot;"})) + "</workbook>")
    if to is not None and part is not None:
        kind = to[0] if ":" in to[0] else f"{RELATIONS}/{to[0]}"
        made["xl/_rels/workbook.xml.rels"] = str(made["xl/_rels/workbook.xml.rels"]).replace(
            "</Relationships>", f'<Relationship Id="rId70" Type="{kind}" Target="{to[1]}"/>'
            "</Relationships>")
        made[part[0]] = part[1]
    return made


def root(text: str, kind: str, name: str, content: str) -> Parts:
    """The same with a part that the package itself leads to."""
    made = book()
    kind = kind if ":" in kind else f"{RELATIONS}/{kind}"
    made["_rels/.rels"] = str(made["_rels/.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="rId70" Type="{kind}" Target="{name}"/></Relationships>')
    made[name] = content.replace("{}", escape(text, {'"': "&quot;"}))
    return made


def drawing(inner: str, more: Parts | None = None, rels: str = "") -> Parts:
    made = book(after=f'<drawing {R} r:id="rId1"/>', related=(("drawing", "../drawings/drawing1.xml"),))
    made["xl/drawings/drawing1.xml"] = (
        f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:mc="{MC}" {R}>{inner}</xdr:wsDr>')
    if rels:
        made["xl/drawings/_rels/drawing1.xml.rels"] = rels
    return made | (more or {})


def shape(text: str, says: str = "", *, name: str = "", told: str = "") -> str:
    said = "".join(f"<a:r><a:t>{escape(each)}</a:t></a:r>" for each in says)
    return (f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name={quoteattr(name or "文本框 1")} '
            f'descr={quoteattr(told)}/></xdr:nvSpPr><xdr:txBody><a:p>{said}</a:p></xdr:txBody></xdr:sp>')


def chart(inner: str) -> Parts:
    return drawing('<xdr:graphicFrame><c:chart xmlns:c="urn:c" r:id="rId1"/></xdr:graphicFrame>',
                   {"xl/charts/chart1.xml": f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}">{inner}</c:chartSpace>'},
                   arrows(("chart", "../charts/chart1.xml")))


def picture(name: str, content: bytes) -> Parts:
    return drawing('<xdr:pic><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic>',
                   {f"xl/media/{name}": content}, arrows(("image", f"../media/{name}")))


def png(said: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"tEXt", b"Author\0" + said) + chunk(b"IDAT", zlib.compress(b"\0\0"))
            + chunk(b"IEND", b""))


def jpeg(said: bytes) -> bytes:
    def segment(marker: int, body: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
    return (b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + said) + segment(0xFE, said)
            + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\1\2\xff\0\3" + b"\xff\xd9" + said)


def related(kind: str, part: str, content: str, element: str = "") -> Place:
    """A part that the sheet leads to, named by an element of the sheet."""
    def made(text: str) -> Parts:
        result = book(after=element, related=((kind, f"../{part}"),))
        result[f"xl/{part}"] = content.replace("{}", escape(text, {'"': "&quot;"}))
        return result
    return made


def after(xml: str) -> Place:
    return lambda text: book(after=xml.replace("{}", escape(text, {'"': "&quot;"})))


def _stored(text: str) -> Parts:
    return book(row('<c r="B3" t="s"><v>0</v></c>'), strings=f"<si><t>{escape(text)}</t></si>")


def _unused(text: str) -> Parts:
    return book(strings=f"<si><t>{escape(text)}</t></si>")


def _runs(text: str) -> Parts:
    return book(row('<c r="B3" t="inlineStr"><is>' + "".join(
        f"<r><t>{escape(each)}</t></r>" for each in text) + "</is></c>"))


def _unseen(text: str) -> Parts:
    return book(row(inline("\u200b".join(text))))


def _styles(xml: str) -> Place:
    return lambda text: book(styles=xml.replace("{}", escape(text, {'"': "&quot;"})))


def _sheet_name(text: str) -> Parts:
    made = book()
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace("表1", escape(text))
    return made


def _hidden(text: str) -> Parts:
    made: Parts = dict(parts(f"<sheetData>{KNOWN}</sheetData>", f"<sheetData>{row(inline(text))}</sheetData>"))
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace(
        'name="表2"', 'name="表2" state="veryHidden"')
    return made


def _note(text: str) -> Parts:
    made = book()
    made["xl/styles.xml"] = str(made["xl/styles.xml"]).replace("</styleSheet>", f"<!--{escape(text)}--></styleSheet>")
    return made


def _instruction(text: str) -> Parts:
    made = book()
    made["xl/worksheets/sheet1.xml"] = f"<?who {text}?>{made['xl/worksheets/sheet1.xml']}"
    return made


def _tail(text: str) -> Parts:
    return book(row(f'<c r="B3" t="inlineStr"><is><t>好</t></is>{escape(text)}</c>'))


def _link(text: str) -> Parts:
    return book(after=f'<hyperlinks {R}><hyperlink ref="A1" r:id="rId1"/></hyperlinks>', related=(
        ("hyperlink", f"https://example.cn/?who={text}", ' TargetMode="External"'),))


_TABLE = (f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A5:A6" comment="{{}}">'
          '<tableColumns count="1"><tableColumn id="1" name="{}" totalsRowLabel="{}"/></tableColumns></table>')
_VML = ('<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shape id="s1" alt="{}" o:title="{}"><v:textbox><div><font>{}</font></div></v:textbox></v:shape></xml>')
_CELL_IMAGES = (f'<e:cellImages xmlns:e="urn:e" xmlns:x="{XDR}"><x:cNvPr id="2" name="ID_1" descr="{{}}"/>'
                "</e:cellImages>")
_CORE = ('<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:creator>{}</d:creator><d:title>{}</d:title>'
         "<d:subject>{}</d:subject><d:description>{}</d:description></c:coreProperties>")
_METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_X14 = ('<extLst><ext uri="u"><x14:dataValidations xmlns:x14="urn:x14" xmlns:xm="urn:xm">'
        '<x14:dataValidation prompt="{}"><x14:formula1><xm:f>"{}"</xm:f></x14:formula1></x14:dataValidation>'
        "</x14:dataValidations></ext></extLst>")

PLACES: dict[str, Place] = {
    "单元格": lambda text: book(row(inline(text))),
    "单元格里多个格式": _runs,
    "字间零宽": _unseen,
    "共用文字表": _stored,
    "没有用到的文字": _unused,
    "公式的值": lambda text: book(row(f'<c r="B3" t="str"><f>A9</f><v>{escape(text)}</v></c>')),
    "公式里的文字": lambda text: book(row(f'<c r="B3" t="str"><f>"{escape(text)}"</f><v>好</v></c>')),
    "错误值": lambda text: book(row(f'<c r="B3" t="e"><v>{escape(text)}</v></c>')),
    "逻辑值": lambda text: book(row(f'<c r="B3" t="b"><v>{escape(text)}</v></c>')),
    "没有用到的值": lambda text: book(row(
        f'<c r="B3" t="inlineStr"><is><t>好</t></is><v>{escape(text)}</v></c>')),
    "行的属性": lambda text: book(f'<row r="3" note={quoteattr(text)}/>'),
    "行里的文字": lambda text: book(f'<row r="3">{escape(text)}</row>'),
    "不是数字的数字": lambda text: book(row(f'<c r="B3"><v>{escape(text)}</v></c>')),
    "格外的文字": _tail,
    "拼音": lambda text: book(row(
        f'<c r="B3" t="inlineStr"><is><t>好</t><rPh sb="0" eb="1"><t>{escape(text)}</t></rPh></is></c>')),
    "页眉": after('<headerFooter><oddHeader>&amp;L&amp;"宋体,常规"&amp;12{}&amp;R第&amp;P页</oddHeader></headerFooter>'),
    "首页页脚": after("<headerFooter><firstFooter>&amp;C{}</firstFooter></headerFooter>"),
    "输入提示": after('<dataValidations count="1"><dataValidation sqref="D1" prompt="{}" promptTitle="{}" '
                  'error="{}" errorTitle="{}"/></dataValidations>'),
    "下拉列表": after('<dataValidations count="1"><dataValidation sqref="D1" type="list"><formula1>"{}"</formula1>'
                  "</dataValidation></dataValidations>"),
    "新式下拉列表": after(_X14),
    "条件格式": after('<conditionalFormatting sqref="D1"><cfRule type="containsText" text="{}"><formula>D1="{}"'
                  "</formula></cfRule></conditionalFormatting>"),
    "筛选": after('<autoFilter ref="A1:A9"><filterColumn colId="0"><filters><filter val="{}"/></filters>'
                "</filterColumn></autoFilter>"),
    "方案": after('<scenarios><scenario name="{}" user="{}" comment="{}"><inputCells r="A1" val="{}"/></scenario>'
                "</scenarios>"),
    "可编辑区域": after('<protectedRanges><protectedRange name="{}" sqref="A1" securityDescriptor="{}"/>'
                   "</protectedRanges>"),
    "链接提示": after('<hyperlinks><hyperlink ref="A1" location="A2" display="{}" tooltip="{}"/></hyperlinks>'),
    "链接地址": _link,
    "智能标记": after('<smartTags><cellSmartTags r="A1"><cellSmartTag type="0"><cellSmartTagPr key="k" val="{}"/>'
                  "</cellSmartTag></cellSmartTags></smartTags>"),
    "代码名": lambda text: book(before=f"<sheetPr codeName={quoteattr(text)}/>"),
    "不认识的属性": lambda text: book(before=f"<sheetPr note={quoteattr(text)}/>"),
    "工作表名": _sheet_name,
    "隐藏的工作表": _hidden,
    "名称的批注": lambda text: workbook(
        text, '<definedNames><definedName name="n" comment="{}" description="{}">1</definedName></definedNames>'),
    "名称的值": lambda text: workbook(
        text, '<definedNames><definedName name="n">"{}"</definedName></definedNames>'),
    "名称": lambda text: workbook(
        text, '<definedNames><definedName name="{}">表1!$A$1</definedName></definedNames>'),
    "共享者": lambda text: workbook(text, '<fileSharing userName="{}"/>'),
    "数字格式": _styles('<numFmts count="1"><numFmt numFmtId="170" formatCode="&quot;{}&quot;0"/></numFmts>'),
    "样式名": _styles('<cellStyles count="1"><cellStyle name="{}" xfId="0"/></cellStyles>'),
    "表格": related("table", "tables/table1.xml", _TABLE,
                  f'<tableParts {R} count="1"><tablePart r:id="rId1"/></tableParts>'),
    "VML": related("vmlDrawing", "drawings/vml1.vml", _VML, f'<legacyDrawing {R} r:id="rId1"/>'),
    "批注": related("comments", "comments1.xml",
                  f'<comments xmlns="{MAIN}"><authors><author>{{}}</author></authors></comments>'),
    "会话批注": related("threadedComment", "tc1.xml", f'<x xmlns="{MAIN}"><text>{{}}</text></x>'),
    "打印机": related("printerSettings", "p.bin", "{}"),
    "控件": related("ctrlProp", "ctrlProps/c1.xml",
                  '<formControlPr xmlns="urn:x" objectType="List"><itemLst><item val="{}"/></itemLst></formControlPr>',
                  f'<controls {R}><control shapeId="1" r:id="rId1"/></controls>'),
    "ActiveX控件": related("control", "activeX/a1.xml", "<x>{}</x>",
                       f'<controls {R}><control shapeId="1" r:id="rId1"/></controls>'),
    "嵌入的文件": related("package", "embeddings/a.xlsx", "{}",
                    f'<oleObjects {R}><oleObject progId="x" r:id="rId1"/></oleObjects>'),
    "数据透视表": related("pivotTable", "pivotTables/p1.xml", "<x>{}</x>"),
    "查询": related("queryTable", "queryTables/q1.xml", '<x name="{}"/>'),
    "不认识的内容": related("somethingNew", "new/n1.xml", "<x>{}</x>", f'<extLst><ext><new {R} r:id="rId1"/></ext></extLst>'),
    "文本框": lambda text: drawing(shape(text, text)),
    "组合里的文本框": lambda text: drawing(f"<xdr:grpSp>{shape(text, text)}</xdr:grpSp>"),
    "文本框的另一份": lambda text: drawing(
        f'<mc:AlternateContent><mc:Choice Requires="a14">{shape(text, text)}</mc:Choice><mc:Fallback>'
        f"{shape(text, text)}</mc:Fallback></mc:AlternateContent>"),
    "替代文字": lambda text: drawing(shape(text, told=text, name=text)),
    "图表标题": lambda text: chart("<c:title><c:tx><c:rich><a:p>" + "".join(
        f"<a:r><a:t>{escape(each)}</a:t></a:r>" for each in text) + "</a:p></c:rich></c:tx></c:title>"),
    "图表存的值": lambda text: chart("<c:cat><c:strRef><c:f>表1!B1</c:f><c:strCache><c:pt idx=\"0\"><c:v>"
                                f"{escape(text)}</c:v></c:pt></c:strCache></c:strRef></c:cat>"),
    "图片里的文字信息": lambda text: picture("i.png", png(text.encode())),
    "照片信息": lambda text: picture("i.jpg", jpeg(text.encode())),
    "矢量图里的文字": lambda text: picture("i.emf", b"\1\0\0\0" + text.encode("utf-16-le") + b"\0\0"),
    "错开一个字节的文字": lambda text: picture("i.emf", b"\1\0\0" + text.encode("utf-16-le") + b"\0\0"),
    "关系表里的注释": lambda text: {**book(), "_rels/.rels": str(book()["_rels/.rels"]).replace(
        "</Relationships>", f"<!--{escape(text)}--></Relationships>")},
    "图片文件名": lambda text: picture(f"{text}.png", png(b"")),
    "单元格图片": lambda text: workbook(text, "", to=("http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),
                                 part=("xl/cellimages.xml", _CELL_IMAGES.replace("{}", escape(text, {'"': "&quot;"})))),
    "富数据": lambda text: workbook(text, "", to=("http://schemas.microsoft.com/office/2017/06/relationships/rdRichValue", "richData/rd.xml"),
                               part=("xl/richData/rd.xml", f"<rvData><rv><v>{escape(text)}</v></rv></rvData>")),
    "XML映射": lambda text: workbook(text, "", to=("xmlMaps", "xmlMaps.xml"),
                                 part=("xl/xmlMaps.xml", f"<MapInfo><Map Name={quoteattr(text)}/></MapInfo>")),
    "外部链接": lambda text: workbook(text, "", to=("externalLink", "ext.xml"), part=("xl/ext.xml", f"<x>{escape(text)}</x>")),
    "连接": lambda text: workbook(text, "", to=("connections", "c.xml"), part=("xl/c.xml", f"<x>{escape(text)}</x>")),
    "人员": lambda text: workbook(text, "", to=("http://schemas.microsoft.com/office/2017/10/relationships/person", "p.xml"),
                              part=("xl/p.xml", f"<x>{escape(text)}</x>")),
    "宏": lambda text: workbook(text, "", to=("vbaProject", "v.bin"), part=("xl/v.bin", text)),
    "文档属性": lambda text: root(text, _METADATA, "docProps/core.xml", _CORE),
    "单位属性": lambda text: root(text, "extended-properties", "docProps/app.xml",
                             "<Properties><Company>{}</Company><Manager>{}</Manager></Properties>"),
    "自定义属性": lambda text: root(text, "custom-properties", "docProps/custom.xml",
                              '<Properties><property name="{}"><lpwstr>{}</lpwstr></property></Properties>'),
    "自定义XML": lambda text: root(text, "customXml", "customXml/item1.xml", "<x>{}</x>"),
    "敏感度标签": lambda text: root(text, "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
                              "docMetadata/LabelInfo.xml", "<x>{}</x>"),
    "签名": lambda text: root(text, "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
                          "_xmlsignatures/origin.sigs", "{}"),
    "缩略图": lambda text: root(text, "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
                           "docProps/thumbnail.jpeg", "{}"),
    "功能区": lambda text: root(text, "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
                           "customUI/c.xml", "<x>{}</x>"),
    "没有人指向的内容": lambda text: {**book(), "xl/left.xml": f"<x>{escape(text)}</x>"},
    "XML注释": _note,
    "处理指令": _instruction,
}
