Attribute VB_Name = "Texts"
Option Explicit
Option Private Module

' The Chinese that VBA itself must say stands in a sheet of the add-in: the code is ASCII.
Public Function Said(ByVal key As String) As String
    Dim row As Object
    For Each row In ThisWorkbook.Worksheets("texts").UsedRange.Rows
        If row.Cells(1, 1).Value = key Then Said = row.Cells(1, 2).Value
    Next row
End Function
