"""The list of divisions: what it holds, and how names are read against it."""

from __future__ import annotations

import gzip
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.divisions import (
    Candidate,
    Certainty,
    DivisionMatch,
    Level,
    Township,
    is_zone,
    label_of,
    level_of,
    read_path,
    table,
    townships_of_stem,
    townships_under,
)
from archive.divisions.names import local_name, short_form_of, stem_of, township_stem
from archive.divisions.table import LIST

NAMED = [code for code in table().codes if table().names_of(code) != table().names_of(code[:-2])]
CLASHING = {name: codes for name, codes in table().official.items() if len(codes) > 1}


def names(*codes: str) -> list[str]:
    return [table().full_name(code) for code in codes]


def test_the_list_is_the_one_that_its_readme_names() -> None:
    digest = hashlib.sha256(gzip.decompress(LIST.read_bytes())).hexdigest()
    assert digest in LIST.with_name("README.md").read_text(encoding="utf-8")


def test_the_list_holds_the_whole_country_but_its_islands_off() -> None:
    lines = table().text.splitlines()
    digits = [len(line.partition("\t")[0]) for line in lines]
    assert (len(lines), digits.count(2), digits.count(4), digits.count(6), digits.count(9)) == (
        41_993,
        31,
        342,
        2_978,
        38_642,
    )


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("32", ("江苏省",)),
        ("3208", ("江苏省", "淮安市")),
        ("320813", ("江苏省", "淮安市", "洪泽区")),
        ("110101", ("北京市", "东城区")),
        ("500229", ("重庆市", "城口县")),
        ("419001", ("河南省", "济源市")),
        ("441900", ("广东省", "东莞市")),
        ("4419", ("广东省", "东莞市")),
    ],
)
def test_a_path_of_names_leaves_the_placeholders_out(code: str, path: tuple[str, ...]) -> None:
    assert table().names_of(code) == path


def test_a_city_without_counties_is_one_division() -> None:
    assert table().seat("441900003") == "4419"
    assert table().official["东莞市"] == ("4419",)


def test_twenty_eight_county_names_clash() -> None:
    assert len(CLASHING) == 28
    assert names(*CLASHING["朝阳区"]) == ["北京市朝阳区", "吉林省长春市朝阳区"]


def test_townships_of_one_stem_are_found_all_over_the_country() -> None:
    assert townships_of_stem("郭店") == (
        Township("370112011", "郭店街道", "郭店"),
        Township("410184108", "郭店镇", "郭店"),
        Township("411426112", "郭店镇", "郭店"),
    )


def test_no_stem_is_the_stem_of_no_township() -> None:
    assert townships_of_stem("") == ()


def test_townships_of_a_division_are_those_of_all_its_counties() -> None:
    assert Township("110115004", "亦庄地区", "亦庄") in townships_under("110115")
    assert set(townships_under("110115")) < set(townships_under("11"))


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("洪泽区", "洪泽"),
        ("江苏省", "江苏"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("恩施土家族苗族自治州", "恩施"),
        ("长阳土家族自治县", "长阳"),
        ("东乡族自治县", "东乡族"),
        ("塔城地区", "塔城"),
        ("浦东新区", "浦东"),
        ("清新区", "清新"),
        ("万柏林区", "万柏林"),
        ("神农架林区", "神农架"),
        ("六枝特区", "六枝"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("赵县", "赵县"),
        ("城区", "城区"),
    ],
)
def test_a_stem_is_the_name_without_suffix_and_peoples(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("恩施土家族苗族自治州", "恩施州"),
        ("长阳土家族自治县", "长阳县"),
        ("管城回族区", "管城区"),
        ("鄂伦春自治旗", "鄂伦春旗"),
        ("洪泽区", None),
        ("内蒙古自治区", None),
    ],
)
def test_the_customary_short_form_drops_the_peoples(name: str, short: str | None) -> None:
    assert short_form_of(name) == short


@pytest.mark.parametrize("name", ["小红门地区", "小红门乡", "小红门镇", "小红门街道", "小红门满族乡"])
def test_the_suffixes_of_townships_leave_one_stem(name: str) -> None:
    assert township_stem(name) == "小红门"


@pytest.mark.parametrize(
    ("listed", "own"),
    [
        ("博爱县柏山镇", "柏山镇"),
        ("（工业园区）城南街道", "城南街道"),
        ("港口物流产业园-永安洲镇", "永安洲镇"),
        ("徐镇镇", "徐镇镇"),
    ],
)
def test_a_township_has_its_own_name_where_the_list_prints_more(listed: str, own: str) -> None:
    assert local_name(listed, "焦作市", "博爱县") == own


@pytest.mark.parametrize(
    ("name", "divisions", "rest"),
    [
        ("北京市大兴区乡村振兴局", ["北京市大兴区"], "乡村振兴局"),
        ("江苏省住房和城乡建设厅", ["江苏省"], "住房和城乡建设厅"),
        ("上海浦东新区财政局", ["上海市浦东新区"], "财政局"),
        ("济南市中区财政局", ["山东省济南市市中区"], "财政局"),
        ("恩施州财政局", ["湖北省恩施土家族苗族自治州"], "财政局"),
        ("巴州财政局", ["新疆维吾尔自治区巴音郭楞蒙古自治州"], "财政局"),
        ("张家川县财政局", ["甘肃省天水市张家川回族自治县"], "财政局"),
        ("吉林省吉林市昌邑区财政局", ["吉林省吉林市昌邑区"], "财政局"),
        ("朝阳区财政局", ["北京市朝阳区", "吉林省长春市朝阳区"], "财政局"),
        ("平潭综合实验区财政金融局", [], "平潭综合实验区财政金融局"),
        ("财政局", [], "财政局"),
        ("", [], ""),
    ],
)
def test_divisions_in_front_of_a_name_are_read(name: str, divisions: list[str], rest: str) -> None:
    path = read_path(name)
    assert (names(*path.codes), name[path.end :]) == (divisions, rest)


@pytest.mark.parametrize(
    ("name", "division", "township"),
    [
        ("北京市大兴区亦庄镇人民政府", "北京市大兴区", "亦庄地区"),
        ("通州区张家湾镇人民政府", "北京市通州区", "张家湾镇"),
        ("广州市北京街道办事处", "广东省广州市越秀区", "北京街道"),
        ("北京市东城区人民政府东华门街道办事处", "北京市东城区", "东华门街道"),
        ("越秀区白云街", "广东省广州市越秀区", "白云街道"),
        ("新郑市新华路办事处", "河南省郑州市新郑市", "新华路街道"),
        ("阿拉尔市十六团新开岭镇", "新疆维吾尔自治区阿拉尔市", "新开岭镇"),
        ("东莞市虎门镇人民政府", "广东省东莞市", "虎门镇"),
        ("濮阳县徐镇镇人民政府", "河南省濮阳市濮阳县", "徐镇镇"),
        ("靖边县镇靖镇人民政府", "陕西省榆林市靖边县", "镇靖镇"),
        ("开平区开平镇人民政府", "河北省唐山市开平区", "开平镇"),
        ("开平区开平街道办事处", "河北省唐山市开平区", "开平街道"),
    ],
)
def test_the_township_after_the_divisions_is_read(name: str, division: str, township: str) -> None:
    path = read_path(name)
    assert (names(*path.codes), [found.name for found in path.townships]) == ([division], [township])


@pytest.mark.parametrize("name", ["新安镇人民政府", "古县镇人民政府", "城区街道办事处", "新县镇"])
def test_a_short_county_name_is_never_eaten(name: str) -> None:
    assert read_path(name).codes == ()


@given(st.sampled_from(NAMED))
def test_a_full_path_names_its_division_and_no_other(code: str) -> None:
    full = table().full_name(code)
    path = read_path(f"{full}财政局")
    assert (path.codes, path.end) == ((table().seat(code),), len(full))


@given(st.sampled_from(sorted(CLASHING)))
def test_a_name_that_several_bear_means_all_of_them(name: str) -> None:
    assert read_path(f"{name}财政局").codes == CLASHING[name]


@given(st.text("北京市朝阳区新城县镇乡街道人民政府办事处财政局开发", max_size=24))
def test_any_name_can_be_read(name: str) -> None:
    assert 0 <= read_path(name).end <= len(name)


@pytest.mark.parametrize(
    ("code", "address", "label"),
    [
        ("350128", "https://www.pingtan.gov.cn/zwgk/", "pingtan"),
        ("110112", "http://www.bjtzh.gov.cn", "bjtzh"),
        ("110105", "www.bjchy.gov.cn", "bjchy"),
        ("330205", "nbjb.gov.cn", "nbjb"),
        ("350104", "www.fzcangshan.gov.cn:8080/a", "fzcangshan"),
        ("622922", "www.gskanglexian.gov.cn", "gskanglexian"),
        ("610628", "www.fuxian.gov.cn", "fuxian"),
        ("3415", "www.luan.gov.cn", "luan"),
        ("220104", "www.bjchy.gov.cn", None),
        ("500105", "nbjb.gov.cn", None),
        ("350128", "", None),
        ("350128", "https://[bad", None),
    ],
)
def test_an_address_can_spell_a_division(code: str, address: str, label: str | None) -> None:
    assert label_of(code, address) == label


def test_initials_alone_spell_nothing() -> None:
    assert label_of("3203", "xz.gov.cn") is None


def test_zones_carry_codes_of_their_own() -> None:
    assert is_zone("320576")
    assert not is_zone("320508")
    assert not is_zone("32")


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("", Level.COUNTRY),
        ("32", Level.PROVINCE),
        ("3208", Level.CITY),
        ("320813", Level.COUNTY),
        ("110105027", Level.TOWNSHIP),
    ],
)
def test_the_code_tells_the_level(code: str, level: Level) -> None:
    assert level_of(code) is level


def test_a_match_tells_the_level_of_what_it_is_sure_of() -> None:
    county = DivisionMatch(Certainty.CERTAIN, "110105", ("北京市", "朝阳区"))
    township = Township("110105027", "小红门地区", "小红门")
    assert county.level is Level.COUNTY
    assert DivisionMatch(Certainty.CERTAIN, "110105", ("北京市", "朝阳区"), township).level is Level.TOWNSHIP
    assert DivisionMatch(Certainty.UNKNOWN).level is None


def test_a_match_is_told_with_its_candidates_and_cues() -> None:
    candidate = Candidate("350128", ("福建省", "福州市", "平潭县"), "名称与平潭县相近")
    assert DivisionMatch(Certainty.AMBIGUOUS, candidates=(candidate,), cue="不在区划表内").as_json() == {
        "status": "ambiguous",
        "code": None,
        "names": [],
        "township": None,
        "candidates": [{"code": "350128", "names": ["福建省", "福州市", "平潭县"], "cue": "名称与平潭县相近"}],
        "cue": "不在区划表内",
    }


def test_a_match_is_told_with_its_township() -> None:
    township = Township("110105027", "小红门地区", "小红门")
    told = DivisionMatch(Certainty.CERTAIN, "110105", ("北京市", "朝阳区"), township).as_json()
    assert told["township"] == {"code": "110105027", "name": "小红门地区"}
