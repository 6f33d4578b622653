"""Translates a pack with translate-toolkit: each text gets the words of its source, in capital letters, with its marks."""

import sys

from lxml import etree
from translate.storage import xliff


def in_capitals(element):
    for one in element.iter():
        one.text = one.text and one.text.upper()
        if one is not element:
            one.tail = one.tail and one.tail.upper()


store = xliff.xlifffile.parsefile(sys.argv[1])
for unit in store.units:
    source, target = unit.source_dom, unit.target_dom
    copy = etree.fromstring(etree.tostring(source, with_tail=False))
    in_capitals(copy)
    if target is None:
        unit.set_rich_target([])
        target = unit.target_dom
    for child in list(target):
        target.remove(child)
    target.text = copy.text
    target.extend(list(copy))
    unit.markapproved(True)
store.savefile(sys.argv[2])
