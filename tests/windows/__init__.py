"""A real Windows Python and xlwings' real DLL, run under Wine by ``make windows``.

The interpreter is put together from public packages only and for tests only: neither its DLLs nor
its extension modules ever leave the machine that runs them.
"""
