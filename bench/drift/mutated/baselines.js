// Three baselines on the same page: a fixed CSS selector, and a weighted similarity after Nass et al. (Similo, 2023):
// attributes compared one by one, the published weights, the most similar element wins. (Role and name is Playwright's.)
"use strict";
(() => {
const MARK = "data-truth";
const lower = (text) => (text ?? "").toLowerCase();
const flat = (text) => (text ?? "").replace(/\s+/g, " ").trim();

const indexOf = (node) => [...node.parentElement?.children ?? [node]].filter((one) => one.localName === node.localName).indexOf(node) + 1;
const path = (node, top = null) => {
  const parts = [];
  for (let up = node; up && up !== top; up = up.parentElement) parts.unshift(`${up.localName}[${indexOf(up)}]`);
  return `/${parts.join("/")}`;
};
const idPath = (node) => {
  const top = node.parentElement?.closest("[id]");
  return top ? `//*[@id='${top.id}']${path(node, top)}` : path(node);
};

function selector(control) {
  if (control.id) return `#${CSS.escape(control.id)}`;
  for (const { name, value } of control.attributes) {
    if (name === MARK || !/^(name|data-.*|aria-labelledby|aria-label)$/.test(name) || /state|checked/.test(name)) continue;
    const one = `${control.localName}[${name}="${CSS.escape(value)}"]`;
    if (document.querySelectorAll(one).length === 1) return one;
  }
  const parts = [];
  for (let up = control; up && up !== document.body; up = up.parentElement) {
    if (up.id) { parts.unshift(`#${CSS.escape(up.id)}`); break; }
    parts.unshift(`${up.localName}:nth-of-type(${indexOf(up)})`);
  }
  return parts.join(" > ");
}

// ── Similo ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const CANDIDATES = "input,textarea,button,select,a,h1,h2,h3,h4,h5,li,span,div,p,th,tr,td,label,svg";
const BUTTON = (node) => node.localName === "button" || (node.localName === "input" && /^(button|submit|reset)$/.test(node.type))
  || (node.localName === "a" && /btn|button/i.test(node.className));
const WEIGHTS = { tag: 1.5, class: 0.5, name: 1.5, id: 1.5, href: 0.5, alt: 0.5, xpath: 0.5, idxpath: 0.5, isbutton: 0.5,
  location: 0.5, area: 0.5, shape: 0.5, text: 1.5, neighbours: 1.5 };

function distance(one, other) {
  let [a, b] = [lower(one), lower(other)];
  if (a === b) return 1;
  if (a.length < b.length) [a, b] = [b, a];
  if (!b.length) return 0;
  let before = Uint16Array.from({ length: b.length + 1 }, (_, n) => n), now = new Uint16Array(b.length + 1);
  const codes = Uint16Array.from({ length: b.length }, (_, n) => b.charCodeAt(n));
  for (let i = 1; i <= a.length; i += 1) {
    const code = a.charCodeAt(i - 1);
    now[0] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = before[j - 1] + (code === codes[j - 1] ? 0 : 1), other = (now[j - 1] < before[j] ? now[j - 1] : before[j]) + 1;
      now[j] = change < other ? change : other;
    }
    [before, now] = [now, before];
  }
  return (a.length - before[b.length]) / a.length;
}
const near = (one, other) => { const most = Math.max(one, other); return most ? Math.min(one, other) / most : 1; };
const same = (one, other) => Number(!!one && !!other && lower(one) === lower(other));
const likeText = (one, other) => (one && other ? distance(one, other) : 0);
function words(one, other) {
  const [a, b] = [lower(one).split(/\s+/).filter(Boolean), new Set(lower(other).split(/\s+/).filter(Boolean))];
  const total = Math.max(a.join("").length, [...b].join("").length);
  return total ? Math.min(1, a.filter((word) => b.has(word)).join("").length / total) : 0;
}
const COMPARE = { tag: same, class: likeText, name: same, id: same, href: likeText, alt: likeText, xpath: likeText, idxpath: likeText,
  isbutton: (one, other) => Number(one === other), location: (one, other) => Math.max(0, 1 - Math.hypot(one[0] - other[0], one[1] - other[1]) / 100),
  area: near, shape: near, text: likeText, neighbours: words };

function properties(node, around) {
  const box = node.getBoundingClientRect();
  return {
    tag: node.localName, class: node.getAttribute("class") ?? "", name: node.getAttribute("name") ?? "", id: node.id,
    href: node.getAttribute("href") ?? "", alt: node.getAttribute("alt") ?? "", xpath: path(node), idxpath: idPath(node),
    isbutton: BUTTON(node), location: [box.x + scrollX, box.y + scrollY], area: box.width * box.height,
    shape: box.height ? (100 * box.width) / box.height : 0,
    text: flat(node.innerText || node.value || node.placeholder || "").slice(0, 250), neighbours: neighbours(node, box, around),
  };
}
function neighbours(node, box, around) {
  const [left, top, right, bottom] = [box.left - 50, box.top - 50, box.right + 50, box.bottom + 50];
  return around.filter((one) => one.node !== node && one.box.left < right && one.box.right > left && one.box.top < bottom && one.box.bottom > top)
    .map((one) => one.text).join(" ").slice(0, 600);
}
function texts() {
  return [...document.body.querySelectorAll("*")].filter((node) => [...node.childNodes].some((one) => one.nodeType === 3 && flat(one.data)))
    .map((node) => ({ node, box: node.getBoundingClientRect(), text: flat(node.innerText).slice(0, 100) }))
    .filter((one) => one.text && one.box.height > 0 && one.box.height < 100);
}
function candidates() {
  return [...document.body.querySelectorAll(CANDIDATES)].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(node).visibility === "visible";
  });
}
function similo(target) {
  const around = texts();
  let best = null;
  for (const node of candidates()) {
    const now = properties(node, around);
    let score = 0;
    for (const [name, weight] of Object.entries(WEIGHTS)) score += weight * COMPARE[name](target[name], now[name]);
    if (!best || score > best.score) best = { node, score };
  }
  return best?.node ?? null;
}

// ── what they found ─────────────────────────────────────────────────────────────────────────────────────────────────

const told = (node) => {
  if (!node) return null;
  const held = node.matches("[role=radiogroup],fieldset") ? node.querySelector(`[${MARK}]`) : null;
  const mark = (node.closest(`[${MARK}]`) ?? held)?.getAttribute(MARK) ?? "";
  const inner = node.matches("input,button,[role],select") ? node : node.querySelector("input,button,[role=switch]") ?? node;
  const spelled = { true: true, false: false };
  const state = inner.type === "checkbox" || inner.type === "radio" ? inner.checked
    : spelled[inner.getAttribute("aria-checked") ?? inner.getAttribute("aria-pressed")] ?? null;
  return [mark, state];
};

window.__baselines = {
  tell: told,
  take() {
    const control = document.querySelector(`[${MARK}=control],[${MARK}=out]`);
    if (!control) return null; // in a shadow root: there is no selector for it
    return { css: selector(control), properties: properties(control, texts()) };
  },
  judge(taken) {
    if (!taken) return { css: null, similo: null };
    return { css: told(document.querySelector(taken.css)), similo: told(similo(taken.properties)) };
  },
};
})();
