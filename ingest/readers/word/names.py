"""Element and attribute names of WordprocessingML as lxml spells them."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The strict variant of the standard: the same vocabulary under another name.
STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W = f"{{{MAIN}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

P, TBL, SDT, SDT_CONTENT = _W + "p", _W + "tbl", _W + "sdt", _W + "sdtContent"
TR, TC, TR_PR, TC_PR = _W + "tr", _W + "tc", _W + "trPr", _W + "tcPr"
P_PR, R_PR, R = _W + "pPr", _W + "rPr", _W + "r"
T, TAB, PTAB, BR, CR, SYM = _W + "t", _W + "tab", _W + "ptab", _W + "br", _W + "cr", _W + "sym"
HYPHEN, MATH_T = _W + "noBreakHyphen", _MATH + "t"
BODY, TABS, RT = _W + "body", _W + "tabs", _W + "rt"
DEL, MOVE_FROM, DEL_TEXT, INSTR_TEXT = _W + "del", _W + "moveFrom", _W + "delText", _W + "instrText"
TEXT_BOX, ALTERNATIVE, CHOICE, FALLBACK = (
    _W + "txbxContent",
    _MC + "AlternateContent",
    _MC + "Choice",
    _MC + "Fallback",
)
ALT_CHUNK, OBJECT, VANISH = _W + "altChunk", _W + "object", _W + "vanish"
STRIKE, DOUBLE_STRIKE, RAISED = _W + "strike", _W + "dstrike", _W + "vertAlign"
R_STYLE, FOOTNOTE, ENDNOTE = _W + "rStyle", _W + "footnoteReference", _W + "endnoteReference"
DRAWING, PICTURE = _W + "drawing", _W + "pict"
INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
GRID_SPAN, GRID_BEFORE, V_MERGE, H_MERGE = _W + "gridSpan", _W + "gridBefore", _W + "vMerge", _W + "hMerge"
NUM_PR, NUM_ID, ILVL, P_STYLE, OUTLINE = _W + "numPr", _W + "numId", _W + "ilvl", _W + "pStyle", _W + "outlineLvl"
STYLE, NAME, BASED_ON, STYLE_ID, DEFAULT, TYPE = (
    _W + "style",
    _W + "name",
    _W + "basedOn",
    _W + "styleId",
    _W + "default",
    _W + "type",
)
NUM, ABSTRACT_NUM, ABSTRACT_NUM_ID, LVL, LVL_OVERRIDE, START_OVERRIDE = (
    _W + "num",
    _W + "abstractNum",
    _W + "abstractNumId",
    _W + "lvl",
    _W + "lvlOverride",
    _W + "startOverride",
)
START, NUM_FMT, LVL_TEXT, SUFF, LVL_RESTART, IS_LGL, NUM_STYLE_LINK, STYLE_LINK = (
    _W + "start",
    _W + "numFmt",
    _W + "lvlText",
    _W + "suff",
    _W + "lvlRestart",
    _W + "isLgl",
    _W + "numStyleLink",
    _W + "styleLink",
)
VAL, FONT, CHAR, ANCHOR, HYPERLINK = _W + "val", _W + "font", _W + "char", _W + "anchor", _W + "hyperlink"
