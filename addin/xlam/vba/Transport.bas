Attribute VB_Name = "Transport"
Option Explicit
Option Private Module

' The way of a cell function to Python and back, over xlwings' own CallUDF.
' What goes wrong is a real error value in the cell, never a text that SUM would skip.

Private Const PYTHON_MODULE As String = "addin.functions"

' xlwings reads a dozen settings and asks its DLL on every call: the answer is kept.
Private server As Object

Public Function Answer(ByVal name As String, arguments As Variant) As Variant
    On Error GoTo failed
    Answer = AsCells(Asked(name, Given(arguments)))
    Exit Function
failed:
    Answer = CVErr(2015)
End Function

' Without the last arguments that were left out: Python's own defaults stand for them.
Private Function Given(arguments As Variant) As Variant
    Dim kept As Variant, last As Long
    kept = arguments
    For last = UBound(kept) To 1 Step -1
        If Not IsMissing(kept(last)) Then Exit For
    Next last
    ReDim Preserve kept(0 To last)
    Given = kept
End Function

Public Sub Connect()
    RefuseForeignSettings
    Set server = XLPy()
End Sub

Private Function Asked(ByVal name As String, arguments As Variant) As Variant
    Dim again As Boolean
    On Error GoTo failed
retry:
    Asked = Python().CallUDF(PYTHON_MODULE, (name), (arguments), CallersBook(), CallingCells())
    Exit Function
failed:
    If again Or Not ServerIsGone(Err.Number) Then Err.Raise Err.Number, , Err.Description
    again = True
    Set server = Nothing
    Resume retry
End Function

Private Function Python() As Object
    If server Is Nothing Then Connect
    Set Python = server
End Function

' xlwings would take the interpreter from a sheet of the workbook in front: a form sent in by
' somebody else could start any program.
Public Sub RefuseForeignSettings()
    If ActiveWorkbook Is Nothing Then Exit Sub
    If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") Then
        Err.Raise vbObjectError + 513, , Said("foreign_settings")
    End If
End Sub

Private Function ServerIsGone(ByVal number As Long) As Boolean
    Select Case number
        Case 462, &H800706BA, &H800706BE, &H80010108
            ServerIsGone = True
    End Select
End Function

' The cells of the formula; nothing when VBA asks, or a host that does not tell.
Private Function CallingCells() As Object
    If TypeName(Application.Caller) = "Range" Then Set CallingCells = Application.Caller
End Function

' The formula's own workbook, which need not be the one in front.
Private Function CallersBook() As Object
    Dim cells As Object
    Set cells = CallingCells()
    If cells Is Nothing Then
        Set CallersBook = ActiveWorkbook
    Else
        Set CallersBook = cells.Worksheet.Parent
    End If
End Function

Private Function AsCells(answered As Variant) As Variant
    If Not IsArray(answered) Then
        AsCells = AsCell(answered)
        Exit Function
    End If
    Dim cells() As Variant, row As Long, column As Long
    Dim tall As Long, wide As Long, rows As Long, columns As Long
    Measure answered, tall, wide
    rows = tall
    columns = wide
    FitCaller rows, columns
    ReDim cells(1 To rows, 1 To columns)
    For row = 1 To rows
        For column = 1 To columns
            cells(row, column) = ""
            If row <= tall And column <= wide Then cells(row, column) = Element(answered, row, column)
        Next column
    Next row
    AsCells = cells
End Function

' An array formula entered over a range (all that Excel had before formulas could spill) fills
' that range; what is left over is empty, not #N/A.
Private Sub FitCaller(rows As Long, columns As Long)
    Dim caller As Object
    Set caller = CallingCells()
    If caller Is Nothing Then Exit Sub
    If caller.Count = 1 Then Exit Sub
    rows = caller.rows.Count
    columns = caller.columns.Count
End Sub

Private Sub Measure(answered As Variant, tall As Long, wide As Long)
    If Dimensions(answered) = 1 Then
        tall = 1
        wide = UBound(answered) - LBound(answered) + 1
    Else
        tall = UBound(answered, 1) - LBound(answered, 1) + 1
        wide = UBound(answered, 2) - LBound(answered, 2) + 1
    End If
End Sub

Private Function Element(answered As Variant, ByVal row As Long, ByVal column As Long) As Variant
    If Dimensions(answered) = 1 Then
        Element = AsCell(answered(LBound(answered) + column - 1))
    Else
        Element = AsCell(answered(LBound(answered, 1) + row - 1, LBound(answered, 2) + column - 1))
    End If
End Function

Private Function Dimensions(answered As Variant) As Long
    Dim bound As Long
    Dimensions = 1
    On Error GoTo one
    bound = UBound(answered, 2)
    Dimensions = 2
one:
End Function

' Python names an error by what Excel shows for it.
Private Function AsCell(answered As Variant) As Variant
    AsCell = answered
    If VarType(answered) <> vbString Then Exit Function
    Select Case answered
        Case "#NULL!": AsCell = CVErr(2000)
        Case "#DIV/0!": AsCell = CVErr(2007)
        Case "#VALUE!": AsCell = CVErr(2015)
        Case "#REF!": AsCell = CVErr(2023)
        Case "#NAME?": AsCell = CVErr(2029)
        Case "#NUM!": AsCell = CVErr(2036)
        Case "#N/A": AsCell = CVErr(2042)
    End Select
End Function
