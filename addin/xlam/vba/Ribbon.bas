Attribute VB_Name = "Ribbon"
Option Explicit

' What every button of the tab calls: the button's tag is the command of addin.ribbon.press to run.
Public Sub RunCommand(control As Object)
    On Error GoTo failed
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    RefuseForeignSettings
    RunPython "import addin.ribbon.press; addin.ribbon.press." & control.Tag & "()"
    Exit Sub
failed:
    WScript.Popup Said("cannot_start") & vbCrLf & vbCrLf & Err.Description, 0, Said("title"), 48
End Sub
