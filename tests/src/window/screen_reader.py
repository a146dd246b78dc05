"""Prints every name and text in the accessibility tree of the process with the number that is given."""

import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib


def say(node):
    """What is gone by the time it is asked for is left out."""
    try:
        print(node.get_name())
        if "Text" in node.get_interfaces():
            print(Atspi.Text.get_text(node, 0, -1))
        children = [node.get_child_at_index(index) for index in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        if child is not None:
            say(child)


desktop = Atspi.get_desktop(0)
for index in range(desktop.get_child_count()):
    program = desktop.get_child_at_index(index)
    if program is not None and program.get_process_id() == int(sys.argv[1]):
        say(program)
