"""Every kind of part that a package may hold, and what becomes of it. What is not listed here is
unknown, and what is unknown does not leave the house.

A kind is the last word of the type of the relationship that leads to the part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fate:
    """``masked``: XML that stays, its texts covered. ``picture``: stays without what its camera
    wrote into it. ``kept``: harmless as it is. ``removed``: taken out, with the relationship, its
    declaration and the element that names it. ``word`` is what a person calls it."""

    does: Literal["masked", "picture", "kept", "removed"]
    word: str = ""


def _all(does: Literal["masked", "picture", "kept", "removed"], word: str,
         *kinds: str) -> dict[str, Fate]:
    return dict.fromkeys(kinds, Fate(does, word))


FATES: dict[str, Fate] = {
    **_all("masked", "", "officeDocument", "worksheet", "sharedStrings", "header", "footer",
           "footnotes", "endnotes"),
    **_all("masked", "文档属性", "core-properties", "coreProperties", "extended-properties",
           "extendedProperties", "custom-properties", "customProperties"),
    **_all("masked", "样式", "styles", "stylesWithEffects", "theme", "themeOverride", "numbering",
           "fontTable", "tableStyles"),
    **_all("masked", "设置", "settings", "webSettings"),
    **_all("masked", "文本框", "drawing", "vmlDrawing", "chartUserShapes"),
    **_all("masked", "图表", "chart", "chartEx", "chartStyle", "chartColorStyle", "chartsheet"),
    **_all("masked", "智能图形", "diagramData", "diagramLayout", "diagramQuickStyle",
           "diagramColors", "diagramDrawing"),
    **_all("masked", "表格", "table", "tableSingleCells", "xmlMaps"),
    **_all("masked", "控件", "ctrlProp"),
    **_all("masked", "单元格图片", "cellImage", "cellImages", "cellimage", "cellimages"),
    **_all("masked", "单元格数据", "sheetMetadata", "rdRichValue", "rdRichValueStructure",
           "rdRichValueTypes", "richValueRel", "rdArray", "rdSupportingPropertyBag",
           "rdSupportingPropertyBagStructure", "richStyles", "FeaturePropertyBag"),
    **_all("picture", "图片", "image", "hdphoto"),
    **_all("kept", "字体", "font"),
    **_all("removed", "", "calcChain", "printerSettings", "thumbnail", "attachedToolbars",
           "usernames", "person", "people", "commentsExtended", "commentsIds", "commentsExtensible",
           "comments", "threadedComment", "legacyDiagramText", "keyMapCustomizations",
           "recipientData", "intelligence", "documenttasks", "pivotCacheRecords",
           "volatileDependencies"),
    **_all("removed", "宏", "vbaProject", "vbaProjectSignature", "vbaProjectSignatureAgile",
           "vbaProjectSignatureV3", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet",
           "dialogsheet"),
    **_all("removed", "嵌入的文件", "oleObject", "package", "aFChunk", "subDocument", "frame",
           "attachedFile", "officeDocumentEmbedded"),
    **_all("removed", "控件", "control", "activeXControlBinary"),
    **_all("removed", "外部链接", "externalLink", "externalLinkPath", "externalLinkLongPath",
           "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "transform"),
    **_all("removed", "数据透视表", "pivotTable", "pivotCacheDefinition", "slicer", "slicerCache",
           "timeline", "timelineCache"),
    **_all("removed", "数据连接", "connections", "queryTable", "customDatabase"),
    **_all("removed", "修订记录", "revisionHeaders", "revisionLog", "wsSortMap"),
    **_all("removed", "自定义数据", "customXml", "customXmlProps", "customProperty",
           "glossaryDocument", "webextension", "webextensiontaskpanes", "taskpanes"),
    **_all("removed", "数字签名", "origin", "signature", "certificate"),
    **_all("removed", "敏感度标签", "classificationlabels"),
    **_all("removed", "自定义功能区", "extensibility", "customUI", "userXmlData",
           "customUIRelationship"),
    **_all("removed", "音像", "media", "video", "audio", "sound", "ink", "model3d"),
}
UNKNOWN = Fate("removed", "不认识的内容")
OUTSIDE = frozenset({"hyperlink", "image"})
"""What may lead to a place outside the file."""


def fate_of(kind: str) -> Fate:
    return FATES.get(kind, UNKNOWN)
