(element, keys) => {
  // what no person can reach is not a control: off the page, transparent, without size, hidden from everybody
  const style = (node) => getComputedStyle(node);
  const parentOf = (node) => node.parentElement || (node.getRootNode() && node.getRootNode().host) || null;
  const transparent = (node) => {
    let opacity = 1;
    for (let up = node; up; up = parentOf(up)) opacity *= parseFloat(style(up).opacity || '1');
    return opacity < 0.06;
  };
  const offPage = (box) => {
    const left = box.left + scrollX, top = box.top + scrollY;
    return left + box.width <= 0 || top + box.height <= 0;
  };
  const shown = (node) => {
    const box = node.getBoundingClientRect();
    const look = style(node);
    return box.width > 2 && box.height > 2 && look.visibility === 'visible' && look.clip !== 'rect(0px, 0px, 0px, 0px)'
      && !/inset\((50|100)%\)/.test(look.clipPath) && !transparent(node) && !offPage(box) && uncut(node);
  };
  // what is left of it once everything around it has cut off what hangs over
  const uncut = (node) => {
    const box = node.getBoundingClientRect();
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let up = parentOf(node); up && up !== document.body && up !== document.documentElement; up = parentOf(up)) {
      if (/inset\((50|100)%\)/.test(style(up).clipPath)) return false;
      if (!/hidden|clip/.test(style(up).overflow)) continue;
      const edge = up.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return right - left > 2 && bottom - top > 2;
  };
  const inside = (part, whole) => {
    for (let up = part; up; up = parentOf(up)) if (up === whole) return true;
    return false;
  };
  const deepest = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  };
  const hitAt = (node) => {
    const box = node.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    return deepest(x, y);
  };
  const onTop = (node) => {
    const hit = hitAt(node);
    return !!hit && (inside(hit, node) || inside(node, hit) && !hit.matches('[role=dialog],[role=alertdialog]'));
  };
  const hiddenFromAll = (node) => {
    for (let up = node; up; up = parentOf(up)) {
      if (up.inert || up.getAttribute('aria-hidden') === 'true' || up.hidden) return true;
    }
    return false;
  };

  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const labels = element.labels ? [...element.labels] : [];
  const wrapper = parentOf(element);
  const small = (node) => { const box = node.getBoundingClientRect(); return box.width <= 160 && box.height <= 90; };
  const ownFace = shown(element);
  const faces = [element, ...labels, ...(wrapper && small(wrapper) ? [wrapper] : [])];
  const face = faces.find(shown);
  const inFront = !!face && inside(hitAt(face) || document, element); // a native box, unseen, over what is drawn for it

  const states = [];
  const say = (value) => { if (value === true || value === false) states.push(value); };
  const spelled = { true: true, false: false, checked: true, unchecked: false, on: true, off: false };
  const box = element.matches('input[type=checkbox],input[type=radio]') ? element
    : element.querySelector(':scope input[type=checkbox]');
  if (box) say(box.indeterminate ? undefined : box.checked);
  const isInput = element.matches('input');
  for (const name of ['aria-checked', 'aria-pressed', 'aria-selected', 'aria-current', 'data-state', 'data-checked', 'data-selected']) {
    if (!element.hasAttribute(name)) continue;
    if (isInput && name === 'aria-checked' && element.type === 'checkbox') continue; // the property is what is saved
    say(spelled[element.getAttribute(name) || 'true']);
  }

  // the control's own row, for a picture of it: the nearest ancestor with some words, no larger than a card
  let region = element;
  for (let up = element; up; up = parentOf(up)) {
    const box = up.getBoundingClientRect();
    if (box.height > 320 || up.matches('main, body, [role=main]')) break;
    region = up;
    if ((up.innerText || '').trim().length > 12 && box.width > 240) break;
  }
  const place = region.getBoundingClientRect();

  const link = element.closest('a[href]');
  return {
    states,
    shown: (element.matches('[role=combobox],[role=listbox],[aria-haspopup]') && element.innerText || '').trim().slice(0, 200),
    keyed: keys.some((key) => element.matches(key)),
    region: { x: Math.max(0, place.x - 8), y: Math.max(0, place.y - 8), width: place.width + 16, height: place.height + 16 },
    disabled: !!element.disabled || element.matches(':disabled') || !!element.closest('[aria-disabled=true]'),
    busy: !!element.closest('[aria-busy=true]'),
    hidden: !face || hiddenFromAll(element),
    covered: !!face && !onTop(face) && !inFront,
    opens: !!link || ['menu', 'listbox', 'dialog', 'true', 'tree', 'grid'].includes(element.getAttribute('aria-haspopup') || '')
      || element.hasAttribute('aria-expanded') || element.tagName === 'SUMMARY',
    foreign: window.top === window || !/^https?:/.test(location.href) ? '' : location.href,
    face: ownFace && onTop(element) || !!face && inFront,
  };
}
