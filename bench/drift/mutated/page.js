// Draws one mutated page: the base as it was captured, then one step after another. Everything random comes in by `pick`.
// The control carries the attribute data-truth, which neither the accessibility tree nor a person sees.
"use strict";
(() => {
const MARK = "data-truth";
const HEADING = "h1,h2,h3,h4,h5,h6,[role=heading]";
const ACTS = "input:not([type=hidden]):not([type=text]):not([type=search]),button,select,textarea,[role=switch],[role=checkbox],"
  + "[role=radio],[role=menuitemcheckbox],[role=combobox]";
const BOUNDS = "body,html,main,[role=main],dialog,[role=dialog],section,form,fieldset,article";
const flat = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
const parentOf = (node) => node.parentElement ?? node.getRootNode().host ?? null;
let serial = 0;
const fresh = (stem = "n") => `${stem}${(++serial * 7919 % 99991).toString(36)}`;

function* deep(root) {
  for (const one of root.querySelectorAll("*")) {
    yield one;
    if (one.shadowRoot) yield* deep(one.shadowRoot);
    if (one.localName === "iframe" && one.contentDocument?.body) yield* deep(one.contentDocument.body);
  }
}
const every = (selector, root = document.body) => [...deep(root)].filter((one) => one.matches(selector));
const marked = () => every(`[${MARK}]`);
const element = (html) => {
  const box = document.createElement("div");
  box.innerHTML = html.trim();
  return box.firstElementChild;
};

// ── the anatomy of a row ────────────────────────────────────────────────────────────────────────────────────────────

function rowOf(controls) {
  const mine = new Set(controls);
  let row = controls[0];
  for (let up = controls[0].parentElement; up && !up.matches(BOUNDS); up = up.parentElement) {
    if (up.querySelector(HEADING)) break;
    if ([...up.querySelectorAll(ACTS)].some((one) => !mine.has(one) && !controls.some((own) => one.contains(own)))) break;
    row = up;
  }
  return row;
}

function nameOf(control) {
  const root = control.getRootNode();
  const by = control.getAttribute("aria-labelledby");
  if (by) return flat(by.split(/\s+/).map((id) => root.getElementById?.(id)?.textContent ?? "").join(" "));
  if (control.getAttribute("aria-label")) return flat(control.getAttribute("aria-label"));
  if (control.labels?.length) return flat(control.labels[0].textContent);
  return flat(control.textContent);
}

// the deepest element of the row that says exactly this
function teller(row, text) {
  let found = null;
  for (const one of [row, ...row.querySelectorAll("*")]) if (text && flat(one.textContent) === text && !one.matches(ACTS)) found = one;
  return found;
}

function longestText(row) {
  const own = (one) => flat([...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" "));
  const all = [...row.querySelectorAll("*")].filter((one) => !one.closest("a,button,select,script,style") && own(one).length > 3);
  return all[0] ?? null;
}

function labelOf(row, controls, name) {
  return teller(row, name) ?? teller(row, nameOf(controls[0])) ?? longestText(row);
}

// Where a row shows its state in a word: a page that contradicts itself has the wrong word there, and not both.
function stateWordOf(row) {
  return [...row.querySelectorAll("*")].find((one) => !one.children.length && /^(on|off)$/i.test(flat(one.textContent)));
}

function boundOf(node) {
  for (let up = parentOf(node); up; up = parentOf(up)) {
    if (up.matches("main,[role=main],dialog,[role=dialog],section") && up.querySelector(HEADING)) return up;
  }
  return document.body;
}

function headingsAbove(node) {
  return [...boundOf(node).querySelectorAll(HEADING)]
    .filter((one) => one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING && !node.contains(one)).reverse();
}

function otherRows(page) {
  const mine = new Set(page.controls);
  const found = [];
  for (const act of boundOf(page.row).querySelectorAll(ACTS)) {
    if (mine.has(act) || act.matches("button:not([role]):not([aria-pressed])") || page.row.contains(act)) continue;
    const row = rowOf([act]);
    if (!found.some((one) => one.row === row)) found.push({ row, control: act, label: labelOf(row, [act], "") });
  }
  return found;
}

// ── building a row ──────────────────────────────────────────────────────────────────────────────────────────────────

const BOX = "display:inline-block;width:40px;height:22px;border-radius:11px;background:#888;border:1px solid #555;vertical-align:middle";
const MARKED = (spec, what = "control") => (spec.mark ? ` ${MARK}="${what}"` : "");

// the thing itself: html, whether a <label> can point at it, and whether it brings its own words along
const FACES = {
  checkbox: (s) => [`<input type="checkbox" id="${s.id}"${s.on ? " checked" : ""}${s.named}${MARKED(s)}>`, true],
  switch_input: (s) => [`<input type="checkbox" role="switch" id="${s.id}"${s.on ? " checked" : ""}${s.named}${MARKED(s)}>`, true],
  radix: (s) => [`<button type="button" role="switch" id="${s.id}" aria-checked="${s.on}" data-state="${s.on ? "checked" : "unchecked"}" style="${BOX}"${s.named}${MARKED(s)}><span data-state="${s.on ? "checked" : "unchecked"}"></span></button>`, true],
  aria_button: (s) => [`<button type="button" role="switch" id="${s.id}" aria-checked="${s.on}" style="${BOX}"${s.named}${MARKED(s)}></button>`, true],
  pressed: (s) => [`<button type="button" id="${s.id}" aria-pressed="${s.on}" style="${BOX}"${s.named}${MARKED(s)}></button>`, true],
  div_switch: (s) => [`<div role="switch" tabindex="0" id="${s.id}" aria-checked="${s.on}" style="${BOX}"${s.named}${MARKED(s)}></div>`, false],
  div_checkbox: (s) => [`<div role="checkbox" tabindex="0" id="${s.id}" aria-checked="${s.on}" style="${BOX}"${s.named}${MARKED(s)}></div>`, false],
  hidden_native: (s) => [`<label style="position:relative;cursor:pointer"${MARKED(s, "label")}><input type="checkbox" id="${s.id}"${s.on ? " checked" : ""}${s.named}${MARKED(s)} style="position:absolute;opacity:0;width:1px;height:1px"><span style="${BOX}"></span></label>`, true],
  bare: (s) => [`<div id="${s.id}" class="toggle${s.on ? " is-on" : ""}" data-state="${s.on ? "on" : "off"}" style="${BOX};cursor:pointer"${MARKED(s)}></div>`, false],
  bare_class: (s) => [`<div id="${s.id}" class="toggle${s.on ? " is-on" : ""}" style="${BOX};cursor:pointer"${MARKED(s)}></div>`, false],
  custom: (s) => [`<x-toggle id="${s.id}" data-shadow='<button type="button" role="switch" aria-checked="${s.on}" aria-label="${escape(s.text)}" style="${BOX}"${MARKED(s)}></button>'></x-toggle>`, false],
  select: (s) => [`<select id="${s.id}"${s.named}${MARKED(s)}><option${s.on ? " selected" : ""}>${escape(s.pair[0])}</option><option${s.on ? "" : " selected"}>${escape(s.pair[1])}</option></select>`, true],
  listbox: (s) => [`<button type="button" id="${s.id}" aria-haspopup="listbox" aria-expanded="false"${s.named ? ` aria-labelledby="${s.id}l ${s.id}"` : ""}${MARKED(s)}>${escape(s.pair[s.on ? 0 : 1])}</button>`, false],
  combobox: (s) => [`<button type="button" role="combobox" id="${s.id}" aria-haspopup="listbox" aria-expanded="false"${s.named || ` aria-label="${escape(s.text)}"`}${MARKED(s)}>${escape(s.pair[s.on ? 0 : 1])}</button>`, true],
  verb: (s) => [`<span>${escape(s.words[s.on ? "is_on" : "is_off"])}</span> <button type="button" id="${s.id}"${MARKED(s)}>${escape(s.words[s.on ? "turn_off" : "turn_on"])}</button>`, false],
  radios: (s) => [[0, 1].map((n) => `<label${MARKED(s, n ? "no" : "yes")}><input type="radio" name="${s.id}"${s.on === !n ? " checked" : ""}${MARKED(s, n ? "no" : "yes")}> ${escape(s.pair[n])}</label>`).join(" "), null],
  aria_radios: (s) => [[0, 1].map((n) => `<div role="radio" tabindex="0" aria-checked="${s.on === !n}"${MARKED(s, n ? "no" : "yes")}>${escape(s.pair[n])}</div>`).join(" "), null],
  segmented: (s) => [[0, 1].map((n) => `<button type="button" aria-pressed="${s.on === !n}"${MARKED(s, n ? "no" : "yes")}>${escape(s.pair[n])}</button>`).join(" "), null],
};

const told = (s, tag = "span", more = "") => {
  const parts = s.pieces?.length ? s.pieces : [s.text];
  return `<${tag} id="${s.id}l"${more}>${parts.map((part, n) => (parts.length > 1 ? `<${n % 2 ? "b" : "span"}>${escape(part)}</${n % 2 ? "b" : "span"}>` : escape(part))).join(" ")}</${tag}>`;
};
const noted = (s, tag = "p") => (s.note ? `<${tag} id="${s.id}n">${escape(s.note)}</${tag}>` : "");

const ARRANGED = {
  wrap: (s, face, labelable) => labelable
    ? `<div class="setting"><label${MARKED(s, "label")} style="display:block">${told(s)} ${face}</label>${noted(s)}</div>`
    : `<div class="setting">${told(s)} ${face}${noted(s)}</div>`,
  for: (s, face, labelable) => labelable
    ? `<div class="setting">${told(s, "label", ` for="${s.id}"${MARKED(s, "label")}`)} ${face}${noted(s)}</div>`
    : `<div class="setting">${told(s)} ${face}${noted(s)}</div>`,
  labelledby: (s, face) => `<div class="setting">${told(s)}${noted(s)}${face}</div>`,
  aria_label: (s, face) => `<div class="setting">${told(s)}${noted(s)}${face}</div>`,
  described: (s, face) => `<div class="setting"><div>${told(s, "div")}${noted(s, "div")}</div>${face}</div>`,
  title_attr: (s, face) => `<div class="setting">${told(s)} ${face}${noted(s)}</div>`,
  sibling: (s, face) => `<div class="setting" style="display:flex;gap:20px"><div>${told(s, "div")}${noted(s, "div")}</div><div>${face}</div></div>`,
  before: (s, face) => `<div class="setting"><div>${face}</div><div>${told(s, "div")}</div>${noted(s)}</div>`,
  below: (s, face) => `<div class="setting">${told(s, "p")}${noted(s)}<div class="actions">${face}</div></div>`,
  heading: (s, face) => `<div class="setting">${told(s, "h3")}${noted(s)}<div>${face}</div></div>`,
  cells: (s, face) => `<table><tbody><tr><td>${told(s)}</td><td>${face}</td></tr></tbody></table>`,
  terms: (s, face) => `<dl><dt>${told(s)}</dt><dd>${face}</dd></dl>`,
  item: (s, face) => `<ul><li><div>${told(s)}</div><div>${face}</div></li></ul>`,
  group: (s, face) => `<div role="group" aria-labelledby="${s.id}l">${told(s, "div")}${noted(s)}${face}</div>`,
  far: (s, face) => `<div class="setting"><div><div><div>${told(s)}</div></div>${noted(s)}</div><div><div><div>${face}</div></div></div></div>`,
};

function built(asked) {
  const s = { words: {}, pair: ["On", "Off"], ...asked, id: fresh("c") };
  const named = { labelledby: ` aria-labelledby="${s.id}l"`, aria_label: ` aria-label="${escape(s.text)}"`,
    described: ` aria-labelledby="${s.id}l${s.note ? ` ${s.id}n` : ""}"`, title_attr: ` title="${escape(s.text)}"` }[s.arrange] ?? "";
  const [face, labelable] = FACES[s.widget]({ ...s, named });
  let html;
  if (labelable === null) {
    const inner = `${told(s, s.widget === "radios" ? "legend" : "div")}${noted(s)}${face}`;
    html = s.widget === "radios" ? `<fieldset>${inner}</fieldset>`
      : `<div role="${s.widget === "segmented" ? "group" : "radiogroup"}" aria-labelledby="${s.id}l">${inner}</div>`;
    if (s.arrange === "sibling" && s.widget !== "radios") html = `<div><div>${told(s, "div")}</div><div>${face}</div></div>`;
  } else html = ARRANGED[s.arrange](s, face, labelable);
  const row = element(html);
  for (const host of row.querySelectorAll("[data-shadow]")) {
    host.attachShadow({ mode: "open" }).innerHTML = host.dataset.shadow;
    host.removeAttribute("data-shadow");
  }
  return row;
}

// ── steps: each changes the page, and gives false where it does not apply to it ─────────────────────────────────────

const STEPS = {
  label(page, { text, pieces }) {
    const control = page.controls[0];
    const has = control.getAttribute("aria-label");
    if (has) control.setAttribute("aria-label", text);
    if (!page.label) return !!has;
    const html = pieces?.length ? pieces.map((part, n) => `<${n % 2 ? "b" : "span"}>${escape(part)}</${n % 2 ? "b" : "span"}>`).join(" ") : escape(text);
    const own = [...page.label.childNodes].filter((node) => node.nodeType === 3 && flat(node.data));
    if (page.label.children.length && !own.length) return false;
    if (page.label.children.length) { // what else stands in it, as the control itself, stays
      own[0].replaceWith(...element(`<i>${html}</i>`).childNodes);
      own.slice(1).forEach((node) => node.remove());
    } else page.label.innerHTML = html;
    page.name = text;
    return true;
  },
  // what else the row says: descriptions that belonged to the old words
  row_notes(page, { texts }) {
    const all = [...page.row.querySelectorAll("*")].filter((one) => !page.label?.contains(one) && !one.contains(page.label)
      && !one.closest("a,button,select,label:has(input[type=radio])") && !page.controls.some((own) => one.contains(own) || own.contains(one))
      && flat([...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ")).length > 14);
    all.forEach((one, n) => { one.textContent = texts[n % texts.length]; });
    return true;
  },
  unlabel(page) {
    if (!page.label || page.controls.length > 1) return false;
    page.controls[0].removeAttribute("aria-label");
    if (page.label.contains(page.controls[0])) return false;
    page.label.remove();
    return true;
  },
  // the words stay where they are, and no longer belong to the control
  detach(page) {
    const control = page.controls[0];
    if (!page.label || page.controls.length > 1) return false;
    for (const label of [...(control.labels ?? [])]) {
      if (!flat(label.textContent)) continue; // it is what is drawn for the box, and no words
      const plain = document.createElement("div");
      for (const name of ["class", "style"]) if (label.hasAttribute(name)) plain.setAttribute(name, label.getAttribute(name));
      plain.append(...label.childNodes);
      label.replaceWith(plain);
      if (label === page.row) page.row = plain;
      if (label === page.label) page.label = plain;
    }
    for (const name of ["aria-labelledby", "aria-label", "aria-describedby", "title"]) control.removeAttribute(name);
    if (!page.label.isConnected) page.label = labelOf(page.row, page.controls, page.name);
    return true;
  },
  widget(page, spec) {
    const row = built({ ...spec, mark: true });
    page.row.replaceWith(row);
    adopt(page, row);
    return true;
  },
  use(page, { words }) { // nothing to do but the words of its state, which the base brought along
    return !!words;
  },
  heading(page, { text, which }) {
    const all = headingsAbove(page.row);
    if (!all.length) return false;
    for (const one of which === "all" ? all : all.slice(0, 1)) one.textContent = text;
    return true;
  },
  headings_gone(page) {
    const all = headingsAbove(page.row);
    all.forEach((one) => one.remove());
    return all.length > 0;
  },
  headings_demoted(page, { how }) {
    const all = headingsAbove(page.row);
    for (const one of all) {
      const made = document.createElement(how === "bold" ? "b" : "div");
      if (how === "role") { made.setAttribute("role", "heading"); made.setAttribute("aria-level", "2"); }
      if (how === "class") made.className = "title-large";
      made.textContent = one.textContent;
      one.replaceWith(made);
    }
    return all.length > 0;
  },
  notes(page, { texts }) {
    const all = [...boundOf(page.row).querySelectorAll("p,.note,small")].filter((one) => !page.label?.contains(one) && !one.contains(page.label) && !page.controls.some((own) => one.contains(own)));
    all.forEach((one, n) => { one.textContent = texts[n % texts.length]; });
    return all.length > 0;
  },
  // everything but the control's own words, in another language
  translate_rest(page, { lang, rows, notes, nav, buttons, on, off, heading }) {
    document.documentElement.lang = lang;
    otherRows(page).forEach((one, n) => {
      if (one.control.getAttribute("aria-label")) one.control.setAttribute("aria-label", rows[n % rows.length]);
      if (one.label) one.label.textContent = rows[n % rows.length];
    });
    for (const one of every("*")) {
      const text = flat(one.textContent);
      if (one.children.length || page.label === one || !text || page.controls.includes(one)) continue;
      if (text === "On") one.textContent = on;
      else if (text === "Off") one.textContent = off;
    }
    STEPS.notes(page, { texts: notes });
    every("a").filter((one) => !one.closest("p,.note")).forEach((one, n) => { one.textContent = nav[n % nav.length]; });
    every("p a,.note a").forEach((one) => { one.textContent = nav[nav.length - 1]; });
    every("button").filter((one) => !page.controls.includes(one) && !one.matches("[aria-pressed],[role]") && !page.row.contains(one))
      .forEach((one, n) => { one.textContent = buttons[n % buttons.length]; one.removeAttribute("aria-label"); });
    if (heading) STEPS.heading(page, { text: heading, which: "all" });
    return true;
  },
  neighbours(page, { texts }) {
    const all = otherRows(page);
    all.forEach((one, n) => {
      if (one.control.getAttribute("aria-label")) one.control.setAttribute("aria-label", texts[n % texts.length]);
      if (one.label) one.label.textContent = texts[n % texts.length];
    });
    return all.length > 0;
  },

  rename(page, { salt }) {
    const made = new Map();
    const other = (kind, old) => {
      const key = `${kind} ${old}`;
      if (!made.has(key)) made.set(key, `_${salt}${made.size.toString(36)}`);
      return made.get(key);
    };
    const list = (kind, text) => text.split(/\s+/).filter(Boolean).map((one) => other(kind, one)).join(" ");
    for (const one of deep(document.body)) {
      if (one.getAttribute("class")) one.setAttribute("class", list("class", one.getAttribute("class")));
      if (one.id) one.id = other("id", one.id);
      for (const name of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers"]) {
        if (one.getAttribute(name)) one.setAttribute(name, list("id", one.getAttribute(name)));
      }
      if (one.getAttribute("name")) one.setAttribute("name", other("name", one.getAttribute("name")));
      for (const { name, value } of [...one.attributes]) {
        if (!name.startsWith("data-") || /^data-(truth|state|checked|selected)$/.test(name)) continue;
        one.removeAttribute(name);
        one.setAttribute(`data-${other("data", name)}`, other("value", value));
      }
    }
    for (const style of every("style", document.documentElement)) {
      style.textContent = style.textContent.replace(/([.#])(-?[_a-zA-Z][\w-]*)(?=[^{}]*\{)/g, (all, mark, name) => mark + (made.get(`${mark === "." ? "class" : "id"} ${name}`) ?? name));
    }
    return true;
  },
  wrap(page, { tags }) {
    for (const tag of tags) {
      const box = document.createElement(tag);
      page.row.replaceWith(box);
      box.append(page.row);
    }
    return true;
  },
  wrap_control(page, { tags }) {
    if (page.controls.length > 1) return false;
    let inner = page.controls[0];
    for (const tag of tags) {
      const box = document.createElement(tag);
      inner.replaceWith(box);
      box.append(inner);
      inner = box;
    }
    return true;
  },
  retag(page, { map }) {
    const bound = boundOf(page.row);
    for (const one of [...bound.querySelectorAll(Object.keys(map).join(","))].reverse()) {
      if (one.shadowRoot || one === bound) continue;
      const made = document.createElement(map[one.localName]);
      made.__hides = one.__hides;
      for (const { name, value } of one.attributes) made.setAttribute(name, value);
      made.append(...one.childNodes);
      one.replaceWith(made);
      for (const key of ["row", "label"]) if (page[key] === one) page[key] = made;
      page.controls = page.controls.map((own) => (own === one ? made : own));
    }
    return true;
  },
  unwrap(page) {
    let done = 0;
    for (const one of [...boundOf(page.row).querySelectorAll("div")].reverse()) {
      if (one.children.length !== 1 || one.__hides || one === page.row || one.getAttribute(MARK) || one.id || [...one.childNodes].some((node) => node.nodeType === 3 && flat(node.data))) continue;
      one.replaceWith(...one.childNodes);
      done += 1;
    }
    return done > 0;
  },
  landmarks(page) {
    for (const one of every("main,nav,aside,header,section")) {
      const made = document.createElement("div");
      for (const { name, value } of one.attributes) if (name !== "role" && name !== "aria-label") made.setAttribute(name, value);
      made.append(...one.childNodes);
      one.replaceWith(made);
      if (page.row === one) page.row = made;
    }
    return true;
  },
  swap(page) {
    const { row, label, controls } = page;
    if (controls.length > 1 || !label || row === controls[0]) return false;
    const face = [...row.querySelectorAll("*")].filter((one) => one.contains(controls[0]) && !one.contains(label))[0] ?? controls[0];
    if (label.contains(face)) return false;
    const spot = document.createComment("");
    label.replaceWith(spot);
    face.replaceWith(label);
    spot.replaceWith(face);
    return true;
  },
  reorder(page, { order }) {
    const parent = page.row.parentElement;
    const rows = [...parent.children].filter((one) => one === page.row || one.querySelector(ACTS));
    if (rows.length < 2) return false;
    const spots = rows.map((one) => { const spot = document.createComment(""); one.replaceWith(spot); return spot; });
    rows.map((one, n) => [order[n % order.length] + n / 100, one]).sort((a, b) => a[0] - b[0]).forEach(([, one], n) => spots[n].replaceWith(one));
    return true;
  },
  move(page, { where }) {
    const bound = boundOf(page.row);
    if (where === "end") bound.append(page.row);
    else {
      const first = headingsAbove(page.row).at(-1);
      if (!first) return false;
      (first.closest("header") ?? first).after(page.row);
    }
    return true;
  },

  shadow(page, { depth }) {
    for (let n = 0; n < depth; n += 1) {
      const host = document.createElement(n ? "app-section" : "app-setting");
      page.row.replaceWith(host);
      const root = host.attachShadow({ mode: "open" });
      root.append(Object.assign(document.createElement("style"), { textContent: document.querySelector("#drift-css")?.textContent ?? "" }));
      root.append(page.row);
      page.row = host;
    }
    return true;
  },
  frame(page, { title, heading }) {
    const frame = document.createElement("iframe");
    frame.title = title;
    frame.style.cssText = "width:700px;height:420px;border:0";
    page.row.replaceWith(frame);
    const inside = frame.contentDocument;
    inside.documentElement.lang = document.documentElement.lang;
    inside.head.append(Object.assign(inside.createElement("style"), { textContent: document.querySelector("#drift-css")?.textContent ?? "" }));
    inside.body.append(...(heading ? [Object.assign(inside.createElement("h2"), { textContent: heading })] : []), page.row);
    return true;
  },
  fold(page, { how, title, open, more }) {
    const id = fresh("p");
    const hidden = open ? "" : " hidden";
    const box = element(how === "details" ? `<details${open ? " open" : ""}><summary>${escape(title)}</summary><div></div></details>`
      : `<div><${how}><button type="button" aria-expanded="${open}" aria-controls="${id}">${escape(title)}</button></${how}><div role="region" id="${id}"${hidden}></div></div>`);
    page.row.replaceWith(box);
    box.lastElementChild.append(page.row);
    for (const text of more) {
      box.after(element(how === "details" ? `<details><summary>${escape(text)}</summary><p>…</p></details>`
        : `<div><${how}><button type="button" aria-expanded="false">${escape(text)}</button></${how}></div>`));
    }
    return true;
  },
  tabs(page, { names, chosen, open }) {
    const ids = names.map(() => fresh("t"));
    const shown = open ? chosen : (chosen + 1) % names.length;
    const box = element(`<div><div role="tablist">${names.map((name, n) => `<button type="button" role="tab" aria-selected="${n === shown}" aria-controls="${ids[n]}">${escape(name)}</button>`).join("")}</div>
      ${names.map((name, n) => `<div role="tabpanel" id="${ids[n]}" aria-label="${escape(name)}"${n === shown ? "" : " hidden"}></div>`).join("")}</div>`);
    page.row.replaceWith(box);
    box.children[1 + chosen].append(page.row);
    return true;
  },
  dialog(page, { title, native, done, said }) {
    const style = "position:fixed;left:300px;top:120px;width:640px;background:#fff;border:1px solid #333;padding:20px;z-index:99";
    const head = said ? `<h2>${escape(title)}</h2>` : "";
    const box = element(native ? `<dialog open style="${style}">${head}<div></div><button type="button">${escape(done)}</button></dialog>`
      : `<div role="dialog" aria-modal="true" aria-label="${escape(title)}" style="${style}">${head}<div></div><button type="button">${escape(done)}</button></div>`);
    page.row.remove();
    document.body.append(box);
    box.querySelector("div:not([role])")?.append(page.row);
    if (!page.row.isConnected) box.prepend(page.row);
    return true;
  },
  fieldset(page, { legend }) {
    const box = element(`<fieldset><legend>${escape(legend)}</legend></fieldset>`);
    page.row.replaceWith(box);
    box.append(page.row);
    return true;
  },
  card(page, { title }) {
    const box = element(`<section class="card"><h3>${escape(title)}</h3></section>`);
    page.row.replaceWith(box);
    box.append(page.row);
    return true;
  },

  rows(page, { texts, widget, arrange, on, after, words, pair }) {
    texts.forEach((text, n) => {
      const row = built({ text, widget, arrange, on: on[n % on.length], words, pair });
      if (n % 2 === 0 && after !== "all") page.row.before(row);
      else page.row.after(row);
    });
    return true;
  },
  verbs(page, { texts }) {
    for (const text of texts) page.row.after(element(`<div><button type="button">${escape(text)}</button></div>`));
    return true;
  },
  trap(page, { how, text, on }) {
    const trap = text ? built({ text, widget: "checkbox", arrange: "wrap", on }) : copy(page.row, on);
    const box = document.createElement("div");
    box.style.cssText = {
      left: "position:absolute;left:-9999px;top:auto", top: "position:absolute;top:-9999px", opacity: "opacity:0",
      size: "width:0;height:0;overflow:hidden", clip: "position:absolute;clip-path:inset(100%)", scale: "transform:scale(0);position:absolute",
      rect: "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)", none: "display:none", unseen: "visibility:hidden",
      aria: "position:absolute;left:-9999px",
    }[how];
    if (how === "aria") box.setAttribute("aria-hidden", "true");
    box.append(trap);
    box.__hides = true;
    page.row[on ? "before" : "after"](box);
    return true;
  },
  twin(page, { on, far }) {
    const twin = copy(page.row, on);
    if (far) boundOf(page.row).append(twin);
    else page.row.after(twin);
    return true;
  },
  gone(page) {
    page.row.replaceWith(page.row = document.createElement("div"));
    return true;
  },
  remove_last(page) { // the row goes, what was put around it stays
    for (const one of page.controls) one.removeAttribute(MARK);
    page.row.remove();
    return true;
  },

  disabled(page, { how }) {
    for (const one of page.controls) {
      if (how === "native" && "disabled" in one) one.disabled = true;
      else one.setAttribute("aria-disabled", "true");
    }
    if (how === "fieldset") {
      const box = element("<fieldset disabled></fieldset>");
      page.row.replaceWith(box);
      box.append(page.row);
    }
    return true;
  },
  busy(page) {
    page.row.setAttribute("aria-busy", "true");
    return true;
  },
  mixed(page) {
    const one = page.controls[0];
    if (page.controls.length > 1) return false;
    if (one.matches("input[type=checkbox]")) one.indeterminate = true;
    else if (one.hasAttribute("aria-checked")) { one.setAttribute("aria-checked", "mixed"); one.removeAttribute("data-state"); } else return false;
    return true;
  },
  contradict(page, { how, on, word }) {
    const one = page.controls[0];
    if (page.controls.length > 1 || !one.matches("[role=switch],[role=checkbox],[aria-pressed],input[type=checkbox]")) return false;
    if (how === "text") (stateWordOf(page.row) || page.row.appendChild(document.createElement("span"))).textContent = word;
    else if (one.matches("input")) return false;
    else if (how === "data") one.setAttribute("data-state", on ? "unchecked" : "checked");
    else one.setAttribute(one.hasAttribute("aria-pressed") ? "data-state" : "aria-pressed", one.hasAttribute("aria-pressed") ? (on ? "off" : "on") : String(!on));
    return true;
  },
  state_word(page, { word }) {
    if (page.row.textContent.match(/\b(On|Off)\b/)) return false;
    page.row.append(Object.assign(document.createElement("span"), { textContent: word }));
    return true;
  },

  text(page, { texts, where, tag }) {
    const bound = boundOf(page.row);
    for (const text of texts) {
      const made = Object.assign(document.createElement(tag), { textContent: text });
      if (where === "row") page.row.before(made);
      else if (where === "inside") page.row.append(made);
      else if (where === "top") document.body.prepend(made);
      else if (where === "bottom") document.body.append(made);
      else bound.append(made);
    }
    return true;
  },
  links(page, { texts, label }) {
    document.body.prepend(element(`<nav aria-label="${escape(label)}">${texts.map((text) => `<a href="/x/${fresh()}">${escape(text)}</a>`).join(" ")}</nav>`));
    return true;
  },
  address(page, { path }) {
    history.replaceState(null, "", path);
    return true;
  },
};

function copy(row, on) {
  const made = row.cloneNode(true);
  const hosts = [row, ...row.querySelectorAll("*")], copies = [made, ...made.querySelectorAll("*")];
  hosts.forEach((host, n) => { // a clone comes without its shadow root
    if (!host.shadowRoot) return;
    const root = copies[n].attachShadow({ mode: "open" });
    for (const part of host.shadowRoot.children) root.append(copy(part, on));
  });
  const ids = new Map();
  for (const one of [made, ...made.querySelectorAll("*")]) {
    one.removeAttribute(MARK);
    if (one.id) { ids.set(one.id, fresh("d")); one.id = ids.get(one.id); }
    if (one.name && one.type === "radio") one.name += "2";
    if (one.matches("input[type=checkbox]")) { one.checked = on; one.toggleAttribute("checked", on); }
    if (one.hasAttribute("aria-checked")) one.setAttribute("aria-checked", on);
    if (one.hasAttribute("aria-pressed")) one.setAttribute("aria-pressed", on);
    if (one.hasAttribute("data-state")) one.setAttribute("data-state", on ? "checked" : "unchecked");
  }
  for (const one of [made, ...made.querySelectorAll("*")]) {
    for (const name of ["for", "aria-labelledby", "aria-describedby", "aria-controls"]) {
      if (one.getAttribute(name)) one.setAttribute(name, one.getAttribute(name).split(/\s+/).map((id) => ids.get(id) ?? id).join(" "));
    }
  }
  return made;
}

function adopt(page, row) {
  page.row = row;
  const inside = [...deep(row), row].filter((one) => ["control", "yes", "no", "in", "out"].includes(one.getAttribute(MARK)) && !one.matches("label"));
  page.controls = inside;
  page.label = inside[0].getRootNode() === document || row.contains(inside[0]) ? row.querySelector("[id$=l]") : row.querySelector("[id$=l]");
}

// ── one case ────────────────────────────────────────────────────────────────────────────────────────────────────────

// whether a person sees something to press: the control, what is drawn beside it, or the label that works it
const shows = (one) => {
  const box = one.getBoundingClientRect();
  return box.width > 5 && box.height > 5 && Number(getComputedStyle(one).opacity) > 0.1 && getComputedStyle(one).visibility === "visible";
};
const faces = (one) => [one, ...(one.labels ?? []), ...[one.nextElementSibling, one.previousElementSibling].filter((beside) => beside && !flat(beside.textContent))];

// where a marked element stands, so that it can be told in the snapshot
function placed(one) {
  const { x, y, width, height } = one.getBoundingClientRect();
  return { mark: one.getAttribute(MARK), framed: one.ownerDocument !== document, box: [x, y, width, height].map(Math.round) };
}

window.__drift = {
  bases: {},
  /** Draw the base, and do the steps; gives the names of those that applied. */
  draw({ base, body: which, steps }) {
    const { bodies: { [which]: body }, css, url, lang, name } = window.__drift.bases[base];
    serial = 0;
    history.replaceState(null, "", url);
    document.documentElement.lang = lang;
    document.head.querySelector("#drift-css")?.remove();
    document.head.append(Object.assign(document.createElement("style"), { id: "drift-css", textContent: css }));
    document.documentElement.replaceChild(document.createElement("body"), document.body);
    const held = new DOMParser().parseFromString("", "text/html");
    const box = held.createElement("div");
    box.setHTMLUnsafe(body.replace(/^<body/, "<article").replace(/<\/body>$/, "</article>"));
    const source = box.firstElementChild;
    for (const { name: key, value } of source.attributes) document.body.setAttribute(key, value);
    document.body.append(...source.childNodes);
    scrollTo(0, 0);
    const errors = [];
    const controls = every(`[${MARK}=control],[${MARK}=in],[${MARK}=out]`);
    const row = rowOf(controls);
    const page = { controls, row, name, label: labelOf(row, controls, name) };
    const applied = steps.map(({ step, ...asked }) => {
      try {
        return STEPS[step](page, asked) !== false;
      } catch (error) {
        errors.push(`${step}: ${error}`);
        return false;
      }
    });
    const seen = marked().some((one) => faces(one).some((face) => shows(face)));
    for (const one of marked()) {
      for (const label of one.labels ?? []) if (!label.getAttribute(MARK)) label.setAttribute(MARK, one.getAttribute(MARK) === "control" ? "label" : one.getAttribute(MARK));
    }
    return { applied, errors, seen, frames: every("iframe").length, marks: marked().map(placed) };
  },
};
})();
