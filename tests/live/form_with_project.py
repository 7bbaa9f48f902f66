"""An official form that carries the add-in's VBA project, with the way to Python left open.

Only the class ``PythonHost``, which is Windows' part, is another: the server that it starts is set
from outside, and answers as the add-in's own server does.
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
_OUTSIDE = """Attribute VB_Name = "Outside"
Option Explicit
Private beyond As Object
Public Sub Serve(given As Object)
    Set beyond = given
End Sub
Public Function PassOn(what As Variant) As Variant
    Dim places As Variant, out As Variant
    places = Array()
    out = Array()
    PassOn = beyond.invoke(what, places, out)
End Function
"""
_CLASS = """Attribute VB_Name = "{name}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = False
Option Explicit
"""
_HOST = _CLASS.format(name="PythonHost") + """
Public Function Problem() As String
End Function
Public Function Started() As Object
    Set Started = New Server
End Function
"""
_SERVER = _CLASS.format(name="Server") + """
Public Function Answer(name As Variant, args As Variant, book As Variant, caller As Variant) As Variant
    Answer = PassOn(Array(name, args))
End Function
"""


def with_project(form: Path) -> Path:
    """The workbook, as .xlsm beside the form."""
    project = vba_project([*(each for each in modules() if each.name != "PythonHost"),
                           *map(module, (_OUTSIDE, _HOST, _SERVER))])
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
    """The add-in's server behind the document's wrappers; the functions called are listed."""
    import uno

    offered = ("com.sun.star.script.provider.XScript", "com.sun.star.lang.XTypeProvider")
    called: list[str] = []

    class Server(*map(uno.getClass, offered)):
        def getTypes(self):  # noqa: N802 — UNO's names
            return tuple(map(uno.getTypeByName, offered))

        def getImplementationId(self):  # noqa: N802
            return uno.ByteSequence(b"")

        def invoke(self, given, _places, _out):
            function, arguments = given
            called.append(function)
            answered = excel.call(function, *map(_excels, arguments), book=Workbook(properties))
            return answered, (), ()

    address = f"vnd.sun.star.script:{PROJECT}.Outside.Serve?language=Basic&location=document"
    document.ScriptProvider.getScript(address).invoke((Server(),), (), ())
    return called


def _excels(argument: Any) -> Any:
    """A range of LibreOffice's VBA as pywin32 gives one; other values come bare."""
    if not hasattr(argument, "Value"):
        return argument
    value = getattr(argument.Value, "Array", argument.Value)
    return Cells(value if isinstance(value, tuple) else [[value]])
