"""What is a candidate's right: to know, to disagree, to take their data along, and to be erased."""
