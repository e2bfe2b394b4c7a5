// The page as it stands, as one static document: no scripts, styles inlined, states and open shadow roots kept.
() => {
  const styles = (root) => [...root.styleSheets ?? [], ...root.adoptedStyleSheets ?? []].map((sheet) => {
    try { return [...sheet.cssRules].map((rule) => rule.cssText).join("\n"); } catch { return ""; }
  }).join("\n");
  const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const quote = (text) => escape(text).replace(/"/g, "&quot;");
  const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
  const attributes = (element) => {
    const all = new Map([...element.attributes].map((one) => [one.name, one.value]));
    if (element.matches("input[type=checkbox],input[type=radio]")) {
      all.delete("checked");
      if (element.checked) all.set("checked", "");
    } else if (element.matches("option")) {
      all.delete("selected");
      if (element.selected) all.set("selected", "");
    } else if (element.matches("input:not([type=password])") && element.value) all.set("value", element.value);
    for (const name of [...all.keys()]) if (name.startsWith("on")) all.delete(name);
    return [...all].map(([name, value]) => ` ${name}="${quote(value)}"`).join("");
  };
  const shadow = (root) => `<template shadowrootmode="open"><style>${styles(root)}</style>${inside(root)}</template>`;
  const inside = (node) => [...node.childNodes].map(written).join("");
  const written = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return escape(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || /^(script|style|link|noscript|template|iframe)$/i.test(node.localName)) return "";
    const open = `<${node.localName}${attributes(node)}>`;
    if (VOID.test(node.localName)) return open;
    return `${open}${node.shadowRoot ? shadow(node.shadowRoot) : ""}${inside(node)}</${node.localName}>`;
  };
  const root = document.documentElement;
  const control = [...document.querySelectorAll("*")].flatMap((one) => [one, ...one.shadowRoot?.querySelectorAll("*") ?? []])
    .find((one) => one.getAttribute("data-truth") === "control");
  const said = control?.getAttribute("aria-checked") ?? control?.getAttribute("aria-pressed");
  const shown = control?.type === "checkbox" ? control.checked : { true: true, false: false }[said] ?? null;
  const headings = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6,[role=heading],legend,[role=dialog][aria-label]")]
    .map((one) => one.getAttribute("aria-label") ?? one.textContent);
  const marked = document.querySelector("[data-truth]:not([data-truth=row])");
  return {
    headings, inner: !marked, shown, lang: root.lang, title: document.title, css: styles(document),
    body: `<body${attributes(document.body)}>${inside(document.body)}</body>`,
  };
}
