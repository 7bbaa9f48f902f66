"""The door of the tab 绩效自评: its buttons, on the workbook in front."""
