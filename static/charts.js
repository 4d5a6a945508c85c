/* Draws the charts of a page from the data beside each, and hands them out as files.  The tables are there without it. */
"use strict";
(() => {
  const SAVED = { width: 960, height: 600 };
  const SYMBOLS = ["circle", "rect", "triangle", "diamond"];
  const DASHES = ["solid", "dashed"];
  const LINES = new Set(["lines"]);
  const STACKS = new Set(["stacked", "shares"]);
  const exact = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 4 });
  const brief = new Intl.NumberFormat("zh-CN", { notation: "compact", maximumFractionDigits: 1 });

  const PAPER = 660;
  let printing = false;

  /* Paper is white even at night, and so is a picture that is kept: the colours as the style sheets have them for the day. */
  const byDay = (name) => [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule.selectorText === ":root")
    .map((rule) => rule.style.getPropertyValue(name).trim())
    .findLast(Boolean) || "";

  const lookOf = (box, day = printing) => {
    const style = getComputedStyle(box);
    const colour = (name) => (day ? byDay(`--${name}`) : style.getPropertyValue(`--${name}`).trim());
    /* Double quotes would end an attribute of a saved SVG. */
    return { colour, font: style.fontFamily.replaceAll('"', "'"), size: parseFloat(style.fontSize) * 0.82 };
  };

  /* A column stays free where two categories must not be compared: that is where the dashed line stands. */
  const spread = (chart) => {
    const gaps = new Map(chart.breaks.map((gap) => [gap.before, gap.label]));
    return chart.categories.flatMap((name, place) => (gaps.has(name) ? [{ gap: gaps.get(name) }] : []).concat({ name, place }));
  };

  const hue = (line, index, look) => look.colour(line.hue) || look.colour(`series-${(index % 8) + 1}`);
  const known = (value) => value !== null && value !== undefined;

  const shareOf = (chart, place, value) => {
    const total = chart.lines.reduce((sum, line) => sum + (line.values[place] || 0), 0);
    return known(value) && total ? (value / total) * 100 : null;
  };

  const valueAt = (chart, line, slot) => {
    if (slot.gap !== undefined) return null;
    const value = line.values[slot.place];
    return chart.shape === "shares" ? shareOf(chart, slot.place, value) : value;
  };

  const lineSeries = (chart, line, index, slots, look) => ({
    type: "line", name: line.name, data: slots.map((slot) => valueAt(chart, line, slot)),
    symbol: SYMBOLS[index % 4], symbolSize: 7, connectNulls: false,
    lineStyle: { width: 2, color: hue(line, index, look), type: DASHES[Math.floor(index / 4) % 2] },
    itemStyle: { color: hue(line, index, look) }, emphasis: { disabled: true },
  });

  const barSeries = (chart, line, index, slots, look) => ({
    type: "bar", name: line.name, stack: STACKS.has(chart.shape) ? "all" : undefined, barMaxWidth: 56,
    barCategoryGap: chart.shape === "distribution" ? "12%" : "34%",
    itemStyle: { color: hue(line, index, look), borderColor: look.colour("paper"), borderWidth: STACKS.has(chart.shape) ? 1 : 0 },
    emphasis: { disabled: true }, data: slots.map((slot) => valueAt(chart, line, slot)),
  });

  const gapMarks = (slots, look) => ({
    silent: true, symbol: "none", animation: false,
    lineStyle: { color: look.colour("quiet"), type: "dashed", width: 1.5 },
    label: { color: look.colour("quiet"), fontSize: look.size * 0.92, fontFamily: look.font, formatter: (mark) => mark.name, distance: 4 },
    data: slots.flatMap((slot, at) => (slot.gap === undefined ? [] : [{ name: slot.gap, xAxis: at }])),
  });

  const tip = (chart, slots) => (shown) => {
    const slot = slots[shown[0].dataIndex];
    if (slot.gap !== undefined) return "";
    const behind = chart.behind.length ? `（${exact.format(chart.behind[slot.place])} 份年报）` : "";
    const lines = chart.lines.map((line) => {
      const value = line.values[slot.place];
      const share = chart.shape === "shares" ? shareOf(chart, slot.place, value) : null;
      return `${line.name}  ${known(value) ? exact.format(value) : "无"}${known(share) ? `（${share.toFixed(1)}%）` : ""}`;
    });
    return [`${slot.name}${behind}`, ...lines].join("\n");
  };

  const categoryAxis = (chart, slots, look, each) => ({
    type: "category", data: slots.map((slot) => (slot.gap === undefined ? slot.name : "")),
    axisTick: { show: false }, axisLine: { lineStyle: { color: look.colour("ink"), width: 1 } },
    axisLabel: {
      color: look.colour("ink"), fontSize: each < look.size * 2.6 ? look.size * 0.85 : look.size, fontFamily: look.font, interval: 0, hideOverlap: true, textMargin: 1, lineHeight: look.size * 1.45,
      formatter: (text, at) => {
        const slot = slots[at];
        return slot.gap === undefined && chart.behind.length && each > look.size * 3 ? `${text}\n{few|${exact.format(chart.behind[slot.place])} 份}` : text;
      },
      rich: { few: { color: look.colour("quiet"), fontSize: look.size * 0.88, lineHeight: look.size * 1.3 } },
    },
  });

  const valueAxis = (chart, look) => ({
    type: "value", min: 0, max: chart.shape === "shares" ? 100 : null, splitNumber: 4, interval: chart.shape === "shares" ? 25 : null, minInterval: chart.unit === "%" || chart.shape === "shares" ? null : 1,
    axisLabel: {
      color: look.colour("quiet"), fontSize: look.size, fontFamily: look.font,
      formatter: (value) => brief.format(value) + (chart.shape === "shares" || chart.unit === "%" ? "%" : ""),
    },
    splitLine: { lineStyle: { color: look.colour("hairline"), width: 1 } },
  });

  /* Where each line ends, or the middle of each part of the last bar: [line, index, value]. */
  const ends = (chart, slots) => {
    let below = 0;
    return chart.lines.flatMap((line, index) => {
      const values = slots.map((slot) => valueAt(chart, line, slot));
      if (!STACKS.has(chart.shape)) {
        const last = values.findLast(known);
        return known(last) ? [[line, index, last]] : [];
      }
      const value = values.at(-1) || 0;
      below += value;
      return [[line, index, below - value / 2]];
    });
  };

  /* Names stand beside what they name; those that would cover each other move apart, and none leaves the picture. */
  const apart = (names, height, bottom) => {
    names.sort((one, other) => other.y - one.y);
    let floor = bottom;
    for (const name of names) { name.y = Math.min(name.y, floor); floor = name.y - height; }
    let ceiling = height / 2;
    for (const name of names.reverse()) { name.y = Math.max(name.y, ceiling); ceiling = name.y + height; }
    return names;
  };

  const names = (drawing, chart, look, option) => {
    if (chart.shape === "distribution" || chart.lines.length < 2) return [];
    const found = ends(chart, spread(chart)).map(([line, index, value]) => (
      { line, index, y: drawing.convertToPixel({ yAxisIndex: 0 }, value) }));
    const bottom = drawing.convertToPixel({ yAxisIndex: 0 }, 0);
    const left = drawing.getWidth() - option.grid.right + look.size * 0.7;
    return apart(found, look.size * 1.3, bottom).map(({ line, index, y }) => ({
      type: "text", silent: true, left, top: y - look.size * 0.6,
      style: {
        text: `{mark|■} {name|${line.name}}`,
        rich: {
          mark: { fill: hue(line, index, look), fontSize: look.size * 0.9, fontFamily: look.font },
          name: { fill: look.colour("ink"), fontSize: look.size, fontFamily: look.font },
        },
      },
    }));
  };

  const show = (drawing, chart, look, option) => {
    drawing.setOption(option, true);
    drawing.setOption({ graphic: names(drawing, chart, look, option) });
  };

  /* So much room the names need at the right. */
  const rightOf = (chart, look, width) => {
    if (chart.shape === "distribution" || chart.lines.length < 2) return 12;
    const longest = Math.max(...chart.lines.map((line) => [...line.name].length));
    return Math.min((longest + 1.6) * look.size + 14, width * 0.42);
  };

  const optionOf = (chart, look, width) => {
    const slots = spread(chart);
    const maker = LINES.has(chart.shape) ? lineSeries : barSeries;
    const series = chart.lines.map((line, index) => maker(chart, line, index, slots, look));
    if (series.length && chart.breaks.length) series[0].markLine = gapMarks(slots, look);
    const right = rightOf(chart, look, width);
    const each = (width - right - look.size * 3) / slots.length;
    return {
      animation: false, backgroundColor: "transparent", textStyle: { fontFamily: look.font },
      grid: { left: 4, right, top: look.size * 2, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: categoryAxis(chart, slots, look, each), yAxis: valueAxis(chart, look), series,
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, transitionDuration: 0, formatter: tip(chart, slots),
        axisPointer: { type: LINES.has(chart.shape) ? "line" : "shadow", animation: false, lineStyle: { color: look.colour("quiet") } },
        backgroundColor: look.colour("paper"), borderColor: look.colour("hairline"), borderWidth: 1, padding: 10,
        textStyle: { color: look.colour("ink"), fontSize: look.size, fontFamily: look.font, lineHeight: look.size * 1.6 },
      },
    };
  };

  /* A picture that leaves the page takes its title, its source and its address with it. */
  const keptOption = (chart, box) => {
    const look = { ...lookOf(box, true), size: 15 };
    const foot = box.closest(".chart").querySelector(".chart-foot");
    const link = foot.querySelector("a");
    const words = [foot.firstChild.textContent.trim(), link ? link.href : ""].filter(Boolean).join("\n");
    const option = optionOf(chart, look, SAVED.width - 64);
    const style = (size, name, weight) => ({ fontSize: size, fontFamily: look.font, color: look.colour(name), fontWeight: weight, width: SAVED.width - 64, overflow: "breakAll" });
    option.title = [
      { text: chart.title + (chart.unit ? `（${chart.unit}）` : ""), left: 28, top: 24, textStyle: style(22, "ink", 600) },
      { text: words, left: 28, bottom: 20, textStyle: { ...style(13, "quiet", 400), lineHeight: 19 } },
    ];
    option.grid = { ...option.grid, left: 32, right: option.grid.right + 32, top: 96, bottom: 96 };
    option.backgroundColor = look.colour("paper");
    return [look, option];
  };

  const makers = {
    svg: (chart, look, option) => {
      const kept = echarts.init(null, null, { renderer: "svg", ssr: true, ...SAVED });
      show(kept, chart, look, option);
      const text = kept.renderToSVGString();
      kept.dispose();
      return Promise.resolve(new Blob([text], { type: "image/svg+xml" }));
    },
    png: (chart, look, option) => {
      const kept = echarts.init(document.createElement("div"), null, { renderer: "canvas", devicePixelRatio: 2, ...SAVED });
      show(kept, chart, look, option);
      return new Promise((done) => {
        kept.renderToCanvas({ pixelRatio: 2, backgroundColor: option.backgroundColor }).toBlob((blob) => { kept.dispose(); done(blob); }, "image/png");
      });
    },
  };

  const save = async (chart, box, kind) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await makers[kind](chart, ...keptOption(chart, box)));
    link.download = `${chart.name}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const begin = (box) => {
    const chart = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    const drawing = echarts.init(box, null, { renderer: "svg" });
    const draw = () => {
      const width = printing ? PAPER : box.clientWidth;
      drawing.resize({ width });
      const look = lookOf(box);
      show(drawing, chart, look, optionOf(chart, look, width));
    };
    draw();
    box.dataset.drawn = "";
    for (const button of box.closest(".chart").querySelectorAll("button[data-save]")) {
      button.hidden = false;
      button.addEventListener("click", () => save(chart, box, button.dataset.save));
    }
    return draw;
  };

  const boxes = [...document.querySelectorAll("[data-chart]")];
  const drawn = new Map(boxes.map((box) => [box, begin(box)]));
  const redraw = () => drawn.forEach((draw) => draw());
  const sized = new ResizeObserver((changes) => changes.forEach((change) => drawn.get(change.target)()));
  boxes.forEach((box) => sized.observe(box));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true });
  for (const event of ["beforeprint", "afterprint"]) {
    addEventListener(event, () => {
      printing = event === "beforeprint";
      redraw();
    });
  }
})();
