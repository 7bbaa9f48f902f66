Attribute VB_Name = "Startup"
Option Explicit

Private registered As Boolean

' Tell Excel's function dialog what each function and argument means, once.
Public Sub RegisterHelp()
    Dim row As Object
    If registered Or ActiveWorkbook Is Nothing Then Exit Sub
    On Error GoTo notNow
    For Each row In ThisWorkbook.Worksheets("functions").UsedRange.Rows
        Describe row
    Next row
    registered = True
    ThisWorkbook.Saved = True
notNow:
End Sub

' Start Python ahead of the first formula; if that fails, the first formula will show it.
Public Sub StartPython()
    On Error Resume Next
    Connect
End Sub

' A row holds the name, the category, what the function does, then each argument.
Private Sub Describe(row As Object)
    Dim arguments() As String, count As Long, place As Long
    count = Application.WorksheetFunction.CountA(row) - 3
    ReDim arguments(1 To count)
    For place = 1 To count
        arguments(place) = row.Cells(1, place + 3).Value
    Next place
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & row.Cells(1, 1).Value, _
        Description:=row.Cells(1, 3).Value, Category:=row.Cells(1, 2).Value, _
        ArgumentDescriptions:=arguments
End Sub
