"""The folder that a clerk unzips: Python, the libraries, our code, installed for one user without
administrator and internet."""
