"""An official form that carries the add-in's VBA project, with the way to Python left open.

Only the module ``xlwings`` is another: what its ``XLPy`` gives is set from outside, and answers
``CallUDF`` as xlwings' COM server does.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from addin.xlam.build import modules
from addin.xlam.module import module
from addin.xlam.project import PROJECT, vba_project
from tests.xlwings_windows import Cells, ExcelCalls, Workbook

_SHEET = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_PROJECT_TYPE = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
_RELATION = (b'<Relationship Id="rIdProject" Target="vbaProject.bin" Type='
             b'"http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>')
_XLWINGS = """Attribute VB_Name = "xlwings"
Option Explicit
Public Const PROJECT_NAME As String = "myaddin"
Private beyond As Object
Public Sub Serve(given As Object)
    Set beyond = given
End Sub
Public Function XLPy() As Object
    Set XLPy = New Server
End Function
Public Function SheetExists(wb As Variant, sheetName As String) As Boolean
End Function
Public Function RunPython(command As String)
End Function
Public Function PassOn(what As Variant) As Variant
    Dim places As Variant, out As Variant
    places = Array()
    out = Array()
    PassOn = beyond.invoke(what, places, out)
End Function
Public Function WScript() As Object
End Function
"""
_SERVER = """Attribute VB_Name = "Server"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = False
Option Explicit
Public Function CallUDF(script As Variant, fname As Variant, args As Variant, _
        book As Variant, caller As Variant) As Variant
    CallUDF = PassOn(Array(script, fname, args))
End Function
"""


def with_project(form: Path) -> Path:
    """The workbook, as .xlsm beside the form."""
    project = vba_project([*(each for each in modules() if each.name != "xlwings"),
                           module(_XLWINGS), module(_SERVER)])
    target = BytesIO()
    with ZipFile(form) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(_SHEET, _MACROS).replace(
                    b"</Types>", _PROJECT_TYPE + b"</Types>")
            elif name == "xl/_rels/workbook.xml.rels":
                content = content.replace(b"</Relationships>", _RELATION + b"</Relationships>")
            archive.writestr(name, content)
        archive.writestr("xl/vbaProject.bin", project)
    made = form.with_suffix(".xlsm")
    made.write_bytes(target.getvalue())
    return made


def serve(document: Any, excel: ExcelCalls, properties: dict[str, str]) -> list[str]:
    """xlwings' COM server behind the document's wrappers; the functions called are listed."""
    import uno

    offered = ("com.sun.star.script.provider.XScript", "com.sun.star.lang.XTypeProvider")
    called: list[str] = []

    class Server(*map(uno.getClass, offered)):
        def getTypes(self):  # noqa: N802 — UNO's names
            return tuple(map(uno.getTypeByName, offered))

        def getImplementationId(self):  # noqa: N802
            return uno.ByteSequence(b"")

        def invoke(self, given, _places, _out):
            _module, function, arguments = given
            called.append(function)
            answered = excel.call(function, *map(_excels, arguments), book=Workbook(properties))
            return answered, (), ()

    address = f"vnd.sun.star.script:{PROJECT}.xlwings.Serve?language=Basic&location=document"
    document.ScriptProvider.getScript(address).invoke((Server(),), (), ())
    return called


def _excels(argument: Any) -> Any:
    """A range of LibreOffice's VBA as pywin32 gives one; other values come bare."""
    if not hasattr(argument, "Value"):
        return argument
    value = getattr(argument.Value, "Array", argument.Value)
    return Cells(value if isinstance(value, tuple) else [[value]])
