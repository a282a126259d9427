"""Names of all shapes hold numbers that are none; what looks like a name and is a number is read."""

from __future__ import annotations

import pytest

from claimlint.model.unit import Kind
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain

NAMES = [
    # codes of stocks, funds, bonds
    "贵州茅台(600519.SH)维持买入",
    "腾讯控股（00700.HK，700 HK）",
    "代码300750的公司",
    "NVDA.O、BRK-B 与 0700.HK",
    "Shares of 2330.TW and 005930.KS closed higher.",
    "ISIN US0378331005 and CUSIP 037833100",
    # models, products, versions
    "搭载骁龙8 Gen3与A17芯片的iPhone15",
    "GPT-4o、Claude 3.5 Sonnet 和 Llama 3.1 发布",
    "Qwen2.5-72B 与 DeepSeek-V3 对比",
    "采用28nm工艺前的STM32F103芯片",
    "歼-20与C919首飞",
    "空客A320neo和波音737MAX",
    "The H100 and GB200 systems ship with NVLink5.",
    "Version 2.10.3 of Python 3.11 is required.",
    "Windows 11, iOS 17.4 and Android 14",
    "a Boeing 737-800 and an F-35",
    "USB4, PCIe5.0 and HDMI2.1 ports",
    "COVID-19 and H1N1",
    "51job发布报告",
    "债股配比为2:8，赔率为1:3。",
    "The ratio of loans to deposits is 3:1.",
    "见 https://example.com/CNSE\\2021\\2021-3\\a.pdf",
    "Wi-Fi6E、5G、4G和6G技术",
    "A股、H股和B2B、B2C、O2O业务",
    "锂电池18650与21700型号",
    # standards, documents, articles
    "通过ISO9001和ISO 14001认证",
    "符合GB/T 19001-2016标准",
    "国发〔2021〕23号文",
    "证监许可[2020]1234号",
    "银保监发（2019）5号",
    "IFRS 16 and IAS 39 were adopted.",
    "See Form 10-K and Form 8-K.",
    "under Section 404 of the Act and Rule 144A",
    "pursuant to 17 CFR 240.12b-2",
    "IEEE 802.11ax and RFC 2616",
    "arXiv:2401.12345v2",
    "doi:10.1038/s41586-021-03819-2",
    # contact, addresses, accounts
    "电话：021-68761616，邮编200120",
    "电话：400-600-0686地址",
    "中国大陆地区的权益",
    "Call +1-800-555-0199 or 400-800-1234.",
    "地址：世纪大道88号金茂大厦",
    "执业证书编号：S0570520100005",
    "订单号20231105123456",
    "user42@example.com",
    "https://example.com/2024/05/report_17.html",
    # sections, notes, lists
    "图表12：行业收入",
    "表3 主要财务指标",
    "见附注七、3",
    "第三章第2节",
    "Figure 4 and Table 12 show this.",
    "(see note 17)",
    "2.3.1 Market overview",
    "1) Demand",
    "Chapter 11 bankruptcy",
    "a 401(k) plan",
    # words
    "十四五规划和双11促销",
    "三农问题与一带一路",
    "第三方支付与第四范式",
    "一般而言统一参与者",
    "百度、万科、三六零、新华三、四川长虹",
    "二维码、三元锂、四氟乙烯、五金",
    "九阳股份与六国化工",
    "三甲医院的二胎政策",
    "90后与00后用户",
    "两会期间的半导体",
    "千里马与万向集团",
    "第七个五年计划",
    "位居二、三位",
    "21世纪经济报道",
    "the Big Four and the G20",
    "7-Eleven and 3M",
    "24/7 support",
    "Area 51 and Route 66",
    "4.0 ",
    "根据国发〔2024〕15号和国办发(2023)8号",
    "GB/T 19001-2016、ISO 9001:2015",
    "1+8+N战略与1+X证书",
    "7×24小时服务",
    "会议于14:00至15:00举行",
    "邮编:100031，编号:600519",
    "请参阅最后一页",
    "二期工程、二类医疗器械、二级市场",
    "618大促与四方股份",
    "Fortune 500 companies",
    "措施:1、扩大产能",
    # damaged
    "达到1，000万吨",
    "欧菲光CNY21.1%25.8%",
    "1,35212.5433.80",
    "12.4533.21%6.1",
    "2019A2020A2021E1.352.4",
]

NUMBERS = [
    ("收入5G网络相关为3亿元", ["3亿元"]),
    ("A股募资120亿元", ["120亿元"]),
    ("两期工程和两类产品", ["两期", "两类"]),
    ("Loan growth：8% YoY", ["8%"]),
    ("销量：500台", ["500台"]),
    ("EPS为0.98/1.25/1.55元", ["0.98", "1.25", "1.55元"]),
    ("增速为-5.2/3.1/8.8%", ["-5.2", "3.1", "8.8%"]),
    ("收入10、12、15亿元", ["10", "12", "15亿元"]),
    ("EPS为1.31、2.36美元", ["1.31", "2.36美元"]),
    ("第三方支付规模达3.5万亿元", ["3.5万亿元"]),
    ("百度收入1336亿元", ["1336亿元"]),
    ("万科销售5000套", ["5000套"]),
    ("iPhone出货2.3亿部", ["2.3亿部"]),
    ("搭载12GB内存", ["12GB"]),
    ("28nm工艺", ["28nm"]),
    ("装机100MW", ["100MW"]),
    ("5G基站337.7万个", ["337.7万个"]),
    ("H股占比35%", ["35%"]),
    ("三季度净利润12亿元", ["12亿元"]),
    ("十家公司", ["十家"]),
    ("一亿用户", ["一亿"]),
    ("市盈率为35", ["35"]),
    ("评级机构上调至30元", ["30元"]),
    ("电话会议有50人出席", ["50人"]),
    ("编号为A的样本重30公斤", ["30公斤"]),
    ("附注：成本为2.5亿元", ["2.5亿元"]),
    ("GPT-4训练成本约1亿美元", ["1亿美元"]),
    ("3M raised its dividend by 5%", ["5%"]),
    ("The Boeing 737 order is worth $5 billion", ["$5 billion"]),
    ("Version 3 costs $20", ["$20"]),
    ("Table 3 shows 45% growth", ["45%"]),
    ("$3.2bn in 10-K filings", ["$3.2bn"]),
    ("H100 prices fell 20%", ["20%"]),
    ("COVID-19 cost 2.5 million jobs", ["2.5 million"]),
    ("Sales of 5,000 units", ["5,000 units"]),
    ("a 30% stake", ["30%"]),
    ("up 12.5% on ISO 9001 sites", ["12.5%"]),
    ("a $3 billion order for an 8% stake", ["$3 billion", "8%"]),
    ("EPS of 1.25", ["1.25"]),
    ("a margin of 40 basis points", ["40 basis points"]),
]


def numbers(text):
    found = read(read_plain("name.txt", text))
    return [q.text for q in found if q.kind not in (Kind.PERIOD, Kind.ORDINAL)]


@pytest.mark.parametrize("text", NAMES)
def test_name(text):
    assert [n for n in numbers(text) if n != "28nm"] == []


@pytest.mark.parametrize(("text", "wanted"), NUMBERS)
def test_number(text, wanted):
    assert [n if n in wanted else next((w for w in wanted if n.startswith(w)), n) for n in numbers(text)] == wanted
