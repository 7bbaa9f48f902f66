Attribute VB_Name = "Ribbon"
Option Explicit

' What the tab and the context menu call. A button's tag is its command, and only Python's table of
' commands says what there is to run.

Private Const FOLDER_PICKER As Long = 4
Private Const CHOSEN As Long = -1

Public Shown As Object
Private voice As New Words

Public Sub RibbonLoaded(ribbon As Object)
    Set Shown = ribbon
End Sub

Public Sub RunCommand(control As Object)
    Press control.Tag
End Sub

' The command with the folder that is chosen for it: Excel's own dialog, which Python could not wait for.
Public Sub RunOnFolder(control As Object)
    Dim picker As Object
    On Error GoTo failed
    Set picker = Application.FileDialog(FOLDER_PICKER)
    picker.Title = voice.Said("choose_folder")
    picker.AllowMultiSelect = False
    If picker.Show = CHOSEN Then Press control.Tag & " " & picker.SelectedItems(1)
    Exit Sub
failed:
    voice.Tell voice.Said("cannot_run") & vbCrLf & vbCrLf & Err.Description, True
End Sub

' The menus that are filled when they are opened. Whatever goes wrong, Excel wants one that is valid.
Public Sub MenuContent(control As Object, ByRef content As Variant)
    On Error GoTo failed
    content = Bridge.Menu(control.Tag)
    Exit Sub
failed:
    content = "<menu xmlns=""http://schemas.microsoft.com/office/2009/07/customui""><button id=""pe_no_menu""" & _
        " label=""" & voice.Said("cannot_run") & """ enabled=""false""/></menu>"
End Sub

' Grey without a workbook that may be changed: none is open, or it is in Protected View.
Public Sub CanRun(control As Object, ByRef enabled As Variant)
    enabled = Not ActiveWorkbook Is Nothing
End Sub

' What Ctrl+Z runs after a command that can be taken back.
Public Sub UndoScores()
    Press "undo_scores"
End Sub

Private Sub Press(ByVal command As String)
    Dim told As Variant
    On Error GoTo failed
    If InProtectedView() Then
        voice.Tell voice.Said("protected_view"), True
        Exit Sub
    End If
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    told = Bridge.Press(command)
    If Len(told(3)) > 0 Then
        If voice.Confirms(told(0)) Then Press told(3)
        Exit Sub
    End If
    voice.Tell told(0), told(1)
    If Len(told(2)) > 0 Then Application.OnUndo told(2), "'" & ThisWorkbook.Name & "'!UndoScores"
    Exit Sub
failed:
    Application.StatusBar = False
    voice.Tell voice.Said("cannot_run") & vbCrLf & vbCrLf & Err.Description & vbCrLf & vbCrLf & _
        voice.Said("written_down", WrittenDown(Err.Description)), True
End Sub

Private Function InProtectedView() As Boolean
    If ActiveWorkbook Is Nothing Then InProtectedView = Application.ProtectedViewWindows.Count > 0
End Function

' Without Python there is still something to send: UTF-16, which any code page leaves as it is.
Private Function WrittenDown(ByVal failure As String) As String
    Dim file As Integer, content() As Byte, host As New PythonHost
    On Error GoTo failed
    WrittenDown = Environ$("TEMP") & "\pe-score-diagnosis.txt"
    If Len(Dir$(WrittenDown)) > 0 Then Kill WrittenDown
    content = ChrW$(&HFEFF) & failure & vbCrLf & host.Facts()
    file = FreeFile
    Open WrittenDown For Binary Access Write As #file
    Put #file, , content
    Close #file
    Exit Function
failed:
    WrittenDown = "?"
End Function
