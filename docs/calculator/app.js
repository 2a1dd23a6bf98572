"use strict";
// Draws the form that the library describes, sends back what is typed, and shows what the library answers.
// Nothing is fetched: every part stands in this page, and its content security policy allows no address.

const TEXTS = {
  skip: ["Đến biểu mẫu", "Skip to the form"],
  title: ["Tính điểm thi đua", "Emulation points"],
  about: ["Chạy ngay trên máy của bạn; không gửi gì đi đâu.", "It runs on your own machine; nothing is sent anywhere."],
  loading: ["Đang chuẩn bị, mất vài giây…", "Getting ready, a few seconds…"],
  old: [
    "Trình duyệt này quá cũ. Hãy mở tệp bằng Chrome, Edge, Firefox hoặc Safari bản mới. ({0})",
    "This browser is too old. Open the file in a recent Chrome, Edge, Firefox or Safari. ({0})",
  ],
  scheme: ["Bộ tiêu chí", "Scheme"],
  published: ["Chọn bộ tiêu chí có sẵn", "Choose a published scheme"],
  choose: ["— chọn —", "— choose —"],
  openScheme: ["Mở tệp bộ tiêu chí…", "Open a scheme file…"],
  openUnit: ["Mở phiếu Excel hoặc hồ sơ…", "Open a workbook or an assessment…"],
  example: ["Điền số liệu của văn bản gốc", "Fill in the source document’s figures"],
  unit: ["Đơn vị", "Unit"],
  period: ["Kỳ chấm điểm", "Period"],
  units: ["Đơn vị trong phiếu", "Unit in the workbook"],
  figures: ["Số liệu và điểm", "Figures and points"],
  total: ["Tổng điểm", "Total"],
  of: ["/ {0} điểm", "of {0} points"],
  points: ["{0} điểm", "{0} points"],
  scored: ["Đã chấm {0}/{1} tiêu chí", "{0} of {1} criteria scored"],
  missing: ["còn thiếu {0} số liệu", "{0} figures missing"],
  oneMissing: ["còn thiếu 1 số liệu", "1 figure missing"],
  wrong: ["{0} chỗ cần sửa", "{0} entries to correct"],
  oneWrong: ["1 chỗ cần sửa", "1 entry to correct"],
  spoken: ["Tổng điểm {0} trên {1}. {2}.", "Total {0} of {1}. {2}."],
  grade: ["Xếp loại", "Grade"],
  or: [" hoặc ", " or "],
  gains: ["Làm gì để tăng điểm", "What raises the total"],
  jump: ["Tăng điểm, lưu, in", "Gains, save, print"],
  nothing: ["Đổi riêng một số liệu thì tổng điểm không tăng thêm.", "No single figure, changed alone, raises the total."],
  unknown: ["Chưa có số liệu", "Not known yet"],
  upTo: ["{0} điểm chưa biết", "{0} points open"],
  lost: ["Điểm đã mất", "Points lost"],
  minus: ["mất {0} điểm", "{0} points lost"],
  next: ["Bước kế tiếp: {0} (+{1})", "Next step: {0} (+{1})"],
  more: ["Xem thêm {0} mục", "{0} more"],
  save: ["Lưu và in", "Save and print"],
  saveAnnex: ["Phụ lục, Word", "Annex, Word"],
  saveResults: ["Bảng chấm điểm, Excel", "Scorecard, Excel"],
  saveTemplate: ["Phiếu nhập trống, Excel", "Blank workbook, Excel"],
  saveUnit: ["Hồ sơ để nhập tiếp (.toml)", "Assessment, to go on later (.toml)"],
  print: ["In bảng chấm điểm", "Print the scorecard"],
  saved: ["Đã lưu {0}.", "Saved {0}."],
  how: ["Cách tính", "How it is scored"],
  shared: ["Dùng chung số liệu “{0}” ở tiêu chí {1}.", "Shares the figure “{0}” of criterion {1}."],
  state: ["Tình trạng", "State"],
  measured: ["có số liệu", "there is a value"],
  pick: ["Chọn ngày", "Choose the day"],
  day: ["ngày/tháng/năm", "yyyy-mm-dd"],
  item: ["Việc {0}", "Item {0}"],
  name: ["Tên việc, sản phẩm", "Name"],
  weight: ["Trọng số", "Weight"],
  level: ["Mức đạt", "Level"],
  faults: ["Số lỗi", "Faults"],
  add: ["Thêm một việc", "Add an item"],
  remove: ["Bỏ việc {0}", "Remove item {0}"],
  each: ["Hoặc kê từng việc", "Or each item"],
  claim: ["Điểm tự chấm, căn cứ", "Claimed points, evidence"],
  claimed: ["Điểm tự chấm", "Claimed points"],
  documents: ["{0} văn bản", "documents: {0}"],
  gap: ["Tự chấm {0} điểm, lệch {1} điểm so với điểm tính ra.", "{0} points claimed, {1} beside those computed."],
  evidence: ["Căn cứ (mỗi dòng một văn bản)", "Evidence (one document a line)"],
  left: [
    "Biểu mẫu không có ô cho: {0}. Giá trị trong tệp không được dùng.",
    "The form has no field for: {0}. The file’s value is not used.",
  ],
  drop: ["Số liệu đã nhập sẽ mất. Tiếp tục?", "What was entered will be lost. Go on?"],
  contents: ["Tệp này gồm", "In this file:"],
  lang: ["English", "Tiếng Việt"],
};
const SUFFIX = { results: "ket-qua.xlsx", template: "phieu-nhap.xlsx", assessment: "ho-so.toml", annex: "phu-luc.docx" };
const FEW = 5; // figures that are asked about at a time
const SHOWN = 8; // entries of a list before the rest is folded away

let lang = "vi";
let python = null;
let bridge = null;
let form = null; // what the library describes
let model = empty(); // what was typed
let units = []; // what a workbook held
let dirty = false;
let quick = 0;
let slow = 0;
let turn = 0;

const $ = (id) => document.getElementById(id);
const t = (key, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, value), TEXTS[key][lang === "vi" ? 0 : 1]);

function empty() {
  return { unit: "", period: "", facts: {}, rows: {}, opened: null };
}

/** Make an element; text is always text, never markup. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "data") Object.assign(element.dataset, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// --- the library ------------------------------------------------------------------------------------------------------

/** Take a part out of the page and unpack it. */
async function part(name) {
  const element = $(`part-${name}`);
  const text = atob(element.textContent);
  element.remove();
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function load() {
  const [lock, asm, wasm, library, packages] = await Promise.all(["lock", "asm", "wasm", "library", "packages"].map(part));
  // Pyodide asks for two files; both are here already, and whatever else is asked for does not exist.
  const kept = { "pyodide.asm.wasm": [wasm, "application/wasm"], "library.zip": [library, "application/zip"] };
  globalThis.fetch = async (address) => {
    const found = kept[String(address).split("/").pop()];
    if (!found) throw new TypeError(`nothing is fetched: ${address}`);
    return new Response(found[0], { headers: { "Content-Type": found[1] } });
  };
  const address = URL.createObjectURL(new Blob([asm], { type: "text/javascript" }));
  const createPyodideModule = (await import(address)).default;
  URL.revokeObjectURL(address);
  python = await loadPyodide({
    createPyodideModule,
    indexURL: "./",
    packageBaseUrl: "./",
    stdLibURL: "library.zip",
    lockFileContents: JSON.parse(new TextDecoder().decode(lock)),
  });
  python.unpackArchive(packages, "zip", { extractDir: "/home/pyodide" });
  bridge = python.pyimport("bridge").call;
}

function call(name, more = {}) {
  return JSON.parse(bridge(name, JSON.stringify({ lang, ...more })));
}

// --- the form ---------------------------------------------------------------------------------------------------------

function draw() {
  const target = $("form");
  const heading = h("h2", {}, t("figures"));
  target.replaceChildren(heading, ...form.parts.map(drawPart));
  $("source").hidden = false;
  $("source").textContent = [form.issuer, form.source, form.remark].filter(Boolean).join(" · ");
  $("example").hidden = !form.example;
  $("of").textContent = t("of", form.base);
  for (const control of target.querySelectorAll("[data-column]")) fill(control);
}

function drawPart(one, place) {
  if (one.kind === "group") {
    const base = one.base === null ? null : h("span", { class: "base" }, t("points", one.base));
    const number = one.id ? h("span", { class: "no" }, `${one.id} `) : null;
    return h("div", { class: "group" }, h(`h${one.level + 1}`, {}, number, one.title), base);
  }
  if (one.kind === "facts") return h("section", { class: "row" }, one.facts.map((fact) => drawFact(fact)));
  const id = `row-${place}`;
  const said = [one.wording, one.how, one.remark].filter(Boolean).map((text) => h("p", {}, text));
  return h(
    "section",
    { class: "row", id, "aria-labelledby": `${id}-title`, data: { row: one.id } },
    h(
      "div",
      { class: "head" },
      h(`h${one.level + 1}`, { id: `${id}-title` }, h("span", { class: "no" }, `${one.id}. `), one.title),
      h("p", { class: "points" }, h("strong", { data: { points: one.id } }, "—"), ` / ${one.base}`),
    ),
    one.facts.map((fact) => drawFact(fact)),
    one.shared.map((fact) => h("p", { class: "hint" }, t("shared", fact.label, fact.row))),
    h("ul", { class: "why", data: { why: one.id }, hidden: true }),
    h("p", { class: "gap", data: { gap: one.id }, hidden: true }),
    h("ul", { class: "asks", data: { asks: one.id }, hidden: true }),
    h("div", { class: "folds" }, h("details", {}, h("summary", {}, t("how")), said), drawClaim(one, id)),
  );
}

function drawClaim(row, id) {
  return h(
    "details",
    { data: { claim: row.id } },
    h("summary", {}, t("claim"), h("span", { class: "said", data: { said: row.id } })),
    h(
      "div",
      { class: "fields" },
      field({ id: `${id}-points`, label: t("claimed"), kind: "decimal", data: { row: row.id, column: "points" } }),
      field({ id: `${id}-evidence`, label: t("evidence"), kind: "long", data: { row: row.id, column: "evidence" } }),
    ),
    error(`${id}-claim`, { row: row.id }),
  );
}

function drawFact(fact) {
  const id = `fact-${fact.name}`;
  const described = [`${id}-says`, `${id}-error`].join(" ");
  const single = fact.fields.length === 1 && !fact.states.length && !fact.items;
  const fields = fact.fields.map((one) => {
    const hidden = single ? fact.label : null;
    const unit = one.unit && !one.label.includes(one.unit) ? ` (${one.unit})` : "";
    const label = single && !fact.alone ? fact.label : one.label + unit;
    return field({
      id: `${id}-${one.column}`,
      label,
      before: single && fact.alone ? hidden : null,
      kind: one.kind,
      choices: one.choices,
      wide: single && !fact.alone,
      described,
      data: { fact: fact.name, column: one.column },
    });
  });
  if (fact.states.length) {
    const choices = fact.states;
    const data = { fact: fact.name, column: "state" };
    fields.push(field({ id: `${id}-state`, label: t("state"), kind: "list", choices, none: t("measured"), described, data }));
  }
  const inside = [
    h("div", { class: "fields" }, fields),
    fact.items ? drawItems(fact, id) : null,
    h("p", { class: "hint", id: `${id}-says` }, fact.says),
    error(id, { fact: fact.name }),
  ];
  if (single) return h("div", { class: "fact", id, data: { name: fact.name } }, inside);
  return h(
    "fieldset",
    { class: "fact", id, data: { name: fact.name } },
    h("legend", {}, fact.alone ? h("span", { class: "unseen" }, fact.label) : fact.label),
    inside,
  );
}

function error(id, data) {
  return h("p", { class: "error", id: `${id}-error`, data: { error: "", ...data }, hidden: true });
}

/** One field with its label. */
function field({ id, label, before, kind, choices, none, wide, described, data }) {
  const common = { id, "aria-describedby": described ?? null, data };
  let control;
  let extra = null;
  if (kind === "list") {
    const options = choices.map((choice) => h("option", { value: choice }, choice));
    control = h("select", common, h("option", { value: "" }, none ?? t("choose")), options);
  } else if (kind === "long") {
    control = h("textarea", { ...common, rows: 2 });
  } else {
    const mode = { whole: "numeric", decimal: "decimal" }[kind] ?? null;
    control = h("input", { ...common, type: "text", inputmode: mode, placeholder: kind === "date" ? t("day") : null });
  }
  if (kind === "date") extra = picker(control, label);
  const said = before ? [h("span", { class: "unseen" }, `${before}: `), label] : [label];
  return h("div", { class: `field ${kind}${wide ? " wide" : ""}` }, h("label", { for: id }, said), h("div", { class: "line" }, control, extra));
}

/** The browser's own calendar beside a day that is typed: typed days are never taken for months. */
function picker(control, label) {
  if (!("showPicker" in HTMLInputElement.prototype)) return null;
  const calendar = h("input", { type: "date", class: "calendar", tabindex: "-1", "aria-hidden": "true" });
  const button = h("button", { type: "button", class: "pick", "aria-label": `${t("pick")}: ${label}`, title: t("pick") }, calendarSign());
  button.addEventListener("click", () => calendar.showPicker());
  calendar.addEventListener("input", (event) => event.stopPropagation());
  calendar.addEventListener("change", (event) => {
    event.stopPropagation();
    if (!calendar.value) return;
    control.value = lang === "vi" ? calendar.value.split("-").reverse().join("/") : calendar.value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.focus();
  });
  return [button, calendar];
}

function calendarSign() {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS(picture.namespaceURI, "path");
  for (const [name, value] of [["viewBox", "0 0 24 24"], ["width", "20"], ["height", "20"], ["aria-hidden", "true"]]) {
    picture.setAttribute(name, value);
  }
  path.setAttribute("fill", "currentColor");
  path.setAttribute("d", "M7 2v2H3v17h18V4h-4V2h-2v2H9V2zM5 10h14v9H5zm2 2v2h3v-2zm5 0v2h3v-2zm-5 3v2h3v-2zm5 0v2h3v-2z");
  picture.append(path);
  return picture;
}

function drawItems(fact, id) {
  const lines = (model.facts[fact.name]?.items ?? []).map((_, place) => drawItem(fact, id, place));
  const add = h("button", { type: "button" }, t("add"));
  add.addEventListener("click", () => {
    const known = (model.facts[fact.name] ??= {});
    known.items = [...(known.items ?? []), {}];
    redraw(fact, id);
    $(`${id}-item-${known.items.length - 1}-name`).focus();
    typed();
  });
  return h("div", { class: "items", id: `${id}-items` }, h("p", { class: "each" }, t("each")), lines, add);
}

function drawItem(fact, id, place) {
  const kinds = [["name", "text"], ["weight", "decimal"]];
  if (fact.items.levels.length) kinds.push(["level", "list"]);
  if (fact.items.faults) kinds.push(["faults", "whole"]);
  const fields = kinds.map(([column, kind]) =>
    field({
      id: `${id}-item-${place}-${column}`,
      label: t(column),
      kind,
      choices: fact.items.levels,
      described: `${id}-error`,
      data: { fact: fact.name, item: place, column },
    }),
  );
  const remove = h("button", { type: "button" }, t("remove", place + 1));
  remove.addEventListener("click", () => {
    model.facts[fact.name].items.splice(place, 1);
    redraw(fact, id);
    $(`${id}-items`).querySelector("button:last-child").focus();
    typed();
  });
  return h("fieldset", { class: "item" }, h("legend", {}, t("item", place + 1)), h("div", { class: "fields" }, fields), remove);
}

function redraw(fact, id) {
  const fresh = drawItems(fact, id);
  $(`${id}-items`).replaceWith(fresh);
  for (const control of fresh.querySelectorAll("[data-column]")) fill(control);
}

/** Find where the value of a control is kept. */
function home({ fact, row, item }) {
  if (row !== undefined) return (model.rows[row] ??= {});
  const own = (model.facts[fact] ??= {});
  return item === undefined ? own : own.items[Number(item)];
}

function fill(control) {
  control.value = home(control.dataset)[control.dataset.column] ?? "";
}

// --- what comes of it -------------------------------------------------------------------------------------------------

function typed() {
  dirty = true;
  clearTimeout(quick);
  quick = setTimeout(show, 120);
}

function show() {
  if (!form) return;
  turn += 1;
  const found = call("score", { entries: model });
  messages(found.refused ?? []);
  if (found.refused) return;
  for (const part of form.parts) if (part.kind === "row") showRow(part, found.rows[part.id]);
  const wrong = showProblems(found.problems);
  $("total").textContent = found.total;
  const count = form.parts.filter((part) => part.kind === "row").length;
  const lacks = found.missing.length;
  const said = [t("scored", found.scored, count)];
  if (lacks) said.push(lacks === 1 ? t("oneMissing") : t("missing", lacks));
  if (wrong) said.push(wrong === 1 ? t("oneWrong") : t("wrong", wrong));
  $("state").textContent = said.join("; ");
  $("grade-panel").hidden = !found.grade.length;
  $("grade").replaceChildren(h("strong", {}, found.grade.join(t("or"))), ...found.grade_why.map((line) => h("span", {}, line)));
  clearTimeout(slow);
  slow = setTimeout(() => {
    // Read out once typing pauses, not at every key.
    const spoken = t("spoken", found.total, form.base, said.join("; "));
    if ($("said").textContent !== spoken) $("said").textContent = spoken;
    showMore(found);
  }, 500);
}

function showRow(row, found) {
  const points = document.querySelector(`[data-points="${CSS.escape(row.id)}"]`);
  points.textContent = found.points;
  points.closest(".row").classList.toggle("less", found.scored && !found.full);
  points.closest(".row").classList.toggle("scored", found.scored);
  list(document.querySelector(`[data-why="${CSS.escape(row.id)}"]`), found.why);
  const gap = document.querySelector(`[data-gap="${CSS.escape(row.id)}"]`);
  gap.hidden = !found.gap || found.gap === "0";
  gap.textContent = found.gap ? t("gap", model.rows[row.id].points, found.gap.startsWith("-") ? found.gap : `+${found.gap}`) : "";
  const { points: claimed, evidence } = model.rows[row.id] ?? {};
  const documents = (evidence ?? "").split("\n").filter((line) => line.trim()).length;
  const said = [claimed ? t("points", claimed) : "", documents ? t("documents", documents) : ""].filter(Boolean);
  document.querySelector(`[data-said="${CSS.escape(row.id)}"]`).textContent = said.length ? `: ${said.join(", ")}` : "";
}

function list(target, lines) {
  target.hidden = !lines.length;
  target.replaceChildren(...lines.map((line) => h("li", {}, line)));
}

/** Show each problem at the field that it is about, and return how many there are. */
function showProblems(problems) {
  const shown = problems.filter(
    // A pair is half empty while its second number is still to come.
    (one) => !(one.code === "empty-cell" && document.activeElement?.dataset.fact === one.fact),
  );
  for (const place of document.querySelectorAll("[data-error]")) {
    const own = shown.filter((one) => (one.fact ? one.fact === place.dataset.fact : one.row === place.dataset.row));
    place.hidden = !own.length;
    const text = own.map((one) => one.near).join("\n");
    if (place.textContent !== text) place.textContent = text;
    const around = place.closest(".fact, details");
    const columns = own.flatMap((one) => one.columns);
    for (const control of around.querySelectorAll("[data-column]")) {
      const { item, column } = control.dataset;
      const name = item === undefined ? column : `items.${item}.${column}`;
      const bad = own.length > 0 && (!columns.length ? control.value !== "" : columns.includes(name));
      if (bad) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
  return shown.length;
}

/** Show what takes longer to work out: in small pieces, so that a key is never waited for. */
async function showMore(scored) {
  const mine = ++turn;
  const rest = () => new Promise((done) => setTimeout(done));
  const found = call("asks", { entries: model });
  if (found.refused) return;
  for (const part of form.parts) {
    if (part.kind === "row") list(document.querySelector(`[data-asks="${CSS.escape(part.id)}"]`), found.questions[part.id] ?? []);
  }
  if (!scored.known) {
    const line = (key) => (one) => h("li", {}, to(rowId(one.row), `${one.row}. ${one.title}`), h("span", {}, t(key, one.points)));
    const [lost, unknown] = [found.lost.map(line("minus")), found.unknown.map(line("upTo"))];
    $("gains").replaceChildren(
      ...(lost.length ? [h("h3", {}, t("lost")), ...folded(lost, "ul")] : []),
      ...(unknown.length ? [h("h3", {}, t("unknown")), ...folded(unknown, "ul")] : []),
    );
    return;
  }
  const names = form.parts.flatMap((part) => part.facts ?? []).filter((fact) => fact.own).map((fact) => fact.name);
  const gains = [];
  while (names.length) {
    await rest();
    if (turn !== mine) return; // something was typed: this is old already
    gains.push(...call("gains", { entries: model, facts: names.splice(0, FEW) }));
  }
  gains.sort((one, other) => other.most - one.most);
  const lines = gains.map((one) => {
    const step = one.next.how === one.full.how ? null : h("span", { class: "quiet" }, t("next", one.next.how, one.next.gain));
    return h("li", {}, h("b", {}, `+${one.full.gain} `), to(`fact-${one.fact}`, one.label), h("span", {}, one.full.how), step);
  });
  $("gains").replaceChildren(...(lines.length ? folded(lines) : [h("p", {}, t("nothing"))]));
}

function folded(lines, kind = "ol") {
  const rest = lines.splice(SHOWN);
  const more = rest.length ? [h("details", {}, h("summary", {}, t("more", rest.length)), h(kind, { start: SHOWN + 1 }, rest))] : [];
  return [h(kind, {}, lines), ...more];
}

const rowId = (row) => `row-${form.parts.findIndex((part) => part.kind === "row" && part.id === row)}`;

/** A link that also brings the keyboard there. */
function to(id, text) {
  const link = h("a", { href: `#${id}` }, text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const place = $(id);
    place.scrollIntoView({ block: "center" });
    place.querySelector("input, select, textarea")?.focus({ preventScroll: true });
  });
  return link;
}

function messages(lines) {
  $("messages").hidden = !lines.length;
  $("messages").replaceChildren(...lines.map((line) => h("p", { class: "alert" }, line)));
}

// --- files and paper --------------------------------------------------------------------------------------------------

async function put(file) {
  const path = `/tmp/${file.name.replace(/[/\\]/g, "_")}`;
  python.FS.writeFile(path, new Uint8Array(await file.arrayBuffer()));
  return path;
}

function save(kind) {
  const name = `${form.id}-${SUFFIX[kind]}`;
  const found = call("save", { entries: model, kind, path: `/tmp/${name}` });
  messages(found.refused ?? []);
  if (found.refused) return;
  const address = URL.createObjectURL(new Blob([python.FS.readFile(`/tmp/${name}`)]));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  if (kind === "assessment") dirty = false;
  $("saved").textContent = t("saved", name);
}

/** Lay the scorecard out as a table, for the printer. */
function paper() {
  const sheet = form ? call("sheet", { entries: model }) : null;
  if (!sheet || sheet.refused) return;
  const head = h("tr", {}, sheet.columns.map((column) => h("th", { scope: "col", class: column.kind }, column.title)));
  const body = sheet.lines.map((line) => h("tr", { class: `line-${line.kind}` }, line.cells.map((cell, i) => h("td", { class: sheet.columns[i].kind }, cell))));
  const notes = sheet.notes.filter((one) => one.items.length);
  $("paper").replaceChildren(
    h("h1", {}, sheet.title),
    ...sheet.about.map((line) => h("p", { class: "middle" }, line)),
    h("table", {}, h("thead", {}, head), h("tbody", {}, body)),
    ...notes.flatMap((one) => [h("h2", {}, one.title), h("ul", {}, one.items.map((item) => h("li", {}, item)))]),
  );
}

// --- the page around it -----------------------------------------------------------------------------------------------

/** Let a field that is still being typed in say so now: later, its text would become part of what is opened. */
function leave() {
  if ($("form").contains(document.activeElement)) document.activeElement.blur();
}

/** Open what the library described, empty. */
function started(described) {
  messages(described.refused ?? []);
  if (described.refused) return false;
  leave();
  form = described;
  model = { ...empty(), period: form.period ?? "" };
  units = [];
  draw();
  around();
  dirty = false;
  show();
  return true;
}

/** Take what a file held. */
function took(found) {
  messages(found.refused ?? []);
  if (found.refused) return;
  if (found.form) form = found.form;
  units = found.units;
  choose(0);
  around();
}

function choose(place) {
  leave();
  const { left, ...entries } = structuredClone(units[place]);
  model = entries;
  draw();
  dirty = false;
  $("unit").value = model.unit;
  $("period").value = model.period;
  show();
  if (left.length) messages([t("left", left.join(", "))]);
}

/** Bring all that is not the form up to date: the language, the lists, what is hidden. */
function around() {
  document.documentElement.lang = lang;
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  $("lang").textContent = t("lang");
  $("lang").lang = lang === "vi" ? "en" : "vi";
  const published = call("schemes");
  const options = published.map((one) => h("option", { value: one.id }, one.title));
  const other = form && !published.some((one) => one.id === form.id) ? [h("option", { value: form.id }, form.title)] : [];
  $("scheme").replaceChildren(h("option", { value: "", disabled: Boolean(form) }, t("choose")), ...other, ...options);
  $("scheme").value = form?.id ?? "";
  for (const element of document.querySelectorAll(".needs")) element.hidden = !form;
  $("unit").value = model.unit;
  $("period").value = model.period;
  $("units-field").hidden = units.length < 2;
  $("units").replaceChildren(...units.map((one, place) => h("option", { value: place }, one.unit)));
  $("units").value = String(model.opened ?? 0);
  $("form").setAttribute("aria-label", t("figures"));
}

const sure = () => !dirty || confirm(t("drop"));

function listen() {
  $("lang").addEventListener("click", () => {
    // Lists say the same in the other language, at the same place.
    const places = [...document.querySelectorAll("#form select")].map((one) => [one.id, one.selectedIndex]);
    lang = lang === "vi" ? "en" : "vi";
    if (form) {
      form = call("form");
      draw();
      for (const [id, place] of places) {
        const list = $(id);
        list.selectedIndex = place;
        home(list.dataset)[list.dataset.column] = list.value;
      }
    }
    around();
    show();
  });
  $("scheme").addEventListener("change", (event) => {
    if (sure()) started(call("open", { id: event.target.value }));
    else event.target.value = form.id;
  });
  $("units").addEventListener("change", (event) => {
    if (sure()) choose(Number(event.target.value));
    else event.target.value = String(model.opened);
  });
  $("open-scheme").addEventListener("click", () => $("file-scheme").click());
  $("open-unit").addEventListener("click", () => $("file-unit").click());
  $("file-scheme").addEventListener("change", async ({ target }) => {
    if (target.files.length && sure()) started(call("open", { path: await put(target.files[0]) }));
    target.value = "";
  });
  $("file-unit").addEventListener("change", async ({ target }) => {
    if (target.files.length && sure()) took(call("read", { path: await put(target.files[0]) }));
    target.value = "";
  });
  $("example").addEventListener("click", () => sure() && took(call("example")));
  $("unit").addEventListener("input", ({ target }) => ((model.unit = target.value), (dirty = true)));
  $("period").addEventListener("input", ({ target }) => ((model.period = target.value), typed()));
  $("form").addEventListener("submit", (event) => event.preventDefault());
  for (const kind of ["input", "change"]) {
    $("form").addEventListener(kind, ({ target }) => {
      const { column } = target.dataset;
      if (!column || (home(target.dataset)[column] ?? "") === target.value) return;
      home(target.dataset)[column] = target.value;
      typed();
    });
  }
  $("form").addEventListener("focusout", () => {
    if (form) quick = (clearTimeout(quick), setTimeout(show, 120));
  });
  for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => save(button.dataset.save));
  $("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", paper);
  window.addEventListener("beforeunload", (event) => dirty && event.preventDefault());
}

load()
  .then(() => {
    listen();
    around();
    $("loading").hidden = true;
    $("main").hidden = false;
  })
  .catch((problem) => {
    $("loading").hidden = true;
    $("failed").hidden = false;
    $("failed").textContent = t("old", problem);
  });
