"""The parts of a Word document, and the archive that they make: the same texts give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from emulscore.words import nfc

__all__ = ["archive", "fixed_parts", "text_of"]

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can say
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN: Final = "http://schemas.openxmlformats.org"
_W: Final = f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:r="{_OPEN}/officeDocument/2006/relationships"'
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES: Final = f"""\
<Types xmlns="{_OPEN}/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_KIND}.settings+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_KIND}.header+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""
_RELS: Final = f"""\
<Relationships xmlns="{_OPEN}/package/2006/relationships">\
<Relationship Id="rId1" Type="{_OPEN}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_OPEN}/package/2006/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""
_INNER: Final = f"""\
<Relationships xmlns="{_OPEN}/package/2006/relationships">\
<Relationship Id="rId1" Type="{_OPEN}/officeDocument/2006/relationships/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_OPEN}/officeDocument/2006/relationships/settings" Target="settings.xml"/>\
<Relationship Id="rId3" Type="{_OPEN}/officeDocument/2006/relationships/header" Target="header1.xml"/>\
</Relationships>"""
_FONT: Final = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}"/>'.format("Times New Roman")
_STYLES: Final = f"""\
<w:styles {_W}><w:docDefaults>\
<w:rPrDefault><w:rPr>{_FONT}<w:color w:val="000000"/><w:sz w:val="{{size}}"/><w:szCs w:val="{{size}}"/>\
<w:lang w:val="{{lang}}"/></w:rPr></w:rPrDefault>\
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>\
</w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
</w:styles>"""
_SETTINGS: Final = f"""\
<w:settings {_W}><w:compat>\
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat></w:settings>"""
_PAGE_NUMBER: Final = f"""\
<w:hdr {_W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>\
</w:p></w:hdr>"""
_CORE: Final = f"""\
<cp:coreProperties xmlns:cp="{_OPEN}/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{title}}</dc:title><dc:language>{{lang}}</dc:language>\
</cp:coreProperties>"""
_DOCUMENT: Final = f"<w:document {_W}><w:body>{{body}}</w:body></w:document>"
_LOCALES: Final = {"vi": "vi-VN", "en": "en-GB"}


def text_of(text: str) -> str:
    """Return a text as XML can hold it: a text stays a text, whatever it begins with, and nothing in it is a field.

    >>> text_of('<w:fldSimple w:instr="x"/> & =1+1')
    '&lt;w:fldSimple w:instr="x"/&gt; &amp; =1+1'
    """
    return escape(_NOT_XML.sub("\ufffd", nfc(text)))


def fixed_parts(body: str, *, title: str, lang: str, size: int) -> Mapping[str, str]:
    """Return the parts of a document.

    Args:
        body: What stands in it, as XML.
        title: Its title, for the file's properties.
        lang: The language.
        size: The size of its letters, in half points.
    """
    locale = _LOCALES[lang]
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "docProps/core.xml": _CORE.format(title=text_of(title), lang=locale),
        "word/_rels/document.xml.rels": _INNER,
        "word/document.xml": _DOCUMENT.format(body=body),
        "word/header1.xml": _PAGE_NUMBER,
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": _STYLES.format(size=size, lang=locale),
    }


def archive(parts: Mapping[str, str]) -> bytes:
    """Pack parts into an archive that says nothing of when and where it was made."""
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for name, part in parts.items():
            info = ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            file.writestr(info, (_XML + part).encode())
    return made.getvalue()
