"""The six sections that reports have since 2019, and how their headings vary."""

from __future__ import annotations

from archive.forms.schema import Section

SECTIONS = (
    Section(1, "总体情况", "Overview", ("政府信息公开工作总体情况", "总体工作情况", "基本情况", "工作总体情况")),
    Section(
        2,
        "主动公开政府信息情况",
        "Proactive disclosure",
        ("行政机关主动公开政府信息情况", "政府信息主动公开情况", "主动公开政府信息的情况"),
    ),
    Section(
        3,
        "收到和处理政府信息公开申请情况",
        "Requests received and handled",
        (
            "行政机关收到和处理政府信息公开申请情况",
            "收到和处理政府信息公开申请的情况",
            "政府信息公开申请收到和处理情况",
        ),
    ),
    Section(
        4,
        "政府信息公开行政复议、行政诉讼情况",
        "Administrative reviews and suits",
        (
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开申请行政复议、提起行政诉讼的情况",
            "政府信息公开行政复议和行政诉讼情况",
            "被申请行政复议、提起行政诉讼情况",
            "行政复议、行政诉讼情况",
            "行政复议和行政诉讼情况",
        ),
    ),
    Section(
        5,
        "存在的主要问题及改进情况",
        "Problems and improvements",
        (
            "政府信息公开工作存在的主要问题及改进情况",
            "存在的主要问题和改进情况",
            "存在的主要问题及改进措施",
            "存在的问题及改进情况",
            "存在的问题及改进措施",
            "存在问题及改进情况",
            "存在问题及改进措施",
        ),
    ),
    Section(
        6,
        "其他需要报告的事项",
        "Other matters",
        ("需要报告的其他事项", "其他需要报告的情况", "其他需要说明的事项", "其他报告事项", "其他事项"),
    ),
)
