Attribute VB_Name = "Links"
Option Explicit
Option Private Module

' A workbook from another computer remembers where the add-in was there: =PE_SCORE(...) would
' become ='C:\...\pe-score.xlam'!PE_SCORE(...) and #NAME?. Point such links here.
Public Sub RepairLinks(ByVal book As Object)
    Dim sources As Variant, source As Variant, wasSaved As Boolean
    On Error Resume Next
    sources = book.LinkSources(xlExcelLinks)
    If Not IsArray(sources) Then Exit Sub
    wasSaved = book.Saved
    Application.DisplayAlerts = False
    For Each source In sources
        If IsElsewhere(source) Then book.ChangeLink source, ThisWorkbook.FullName, xlLinkTypeExcelLinks
    Next source
    Application.DisplayAlerts = True
    book.Saved = wasSaved
End Sub

Private Function IsElsewhere(ByVal source As String) As Boolean
    Dim name As String
    name = LCase$(Mid$(source, InStrRev(Replace(source, "/", "\"), "\") + 1))
    IsElsewhere = name = LCase$(ThisWorkbook.Name) And LCase$(source) <> LCase$(ThisWorkbook.FullName)
End Function
