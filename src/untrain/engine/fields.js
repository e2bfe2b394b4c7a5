(wanted) => {
  // without an argument: what every field of this document says of itself, and the field; with a field: what it says
  const FIELDS = 'input:not([type=hidden]), textarea, select';
  const all = (root) => [
    ...root.querySelectorAll(FIELDS),
    ...[...root.querySelectorAll('*')].filter((node) => node.shadowRoot).flatMap((node) => all(node.shadowRoot)),
  ];
  const parentOf = (node) => node.parentElement || (node.getRootNode() && node.getRootNode().host) || null;
  const inside = (part, whole) => { for (let up = part; up; up = parentOf(up)) if (up === whole) return true; return false; };
  // a label that floats over its field is no cover: it stands beside it, and is hardly larger
  const floats = (hit, field, box) => {
    const over = hit.getBoundingClientRect();
    return hit.parentElement !== null && hit.parentElement === field.parentElement
      && over.width <= box.width + 40 && over.height <= box.height + 40;
  };
  const reachable = (field) => {
    let opacity = 1;
    for (let up = field; up; up = parentOf(up)) {
      if (up.inert || up.hidden || up.getAttribute('aria-hidden') === 'true') return false;
      const look = getComputedStyle(up);
      if (look.display === 'none') return false;
      opacity *= parseFloat(look.opacity || '1');
    }
    const look = getComputedStyle(field);
    if (opacity < 0.06 || look.visibility !== 'visible' || look.pointerEvents === 'none') return false;
    let box = field.getBoundingClientRect();
    if (box.width < 3 || box.height < 3) return false;
    if (box.left + scrollX + box.width <= 0 || box.top + scrollY + box.height <= 0) return false;
    const middle = () => [box.left + box.width / 2, box.top + box.height / 2];
    let [x, y] = middle();
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
      field.scrollIntoView({ block: 'center', behavior: 'instant' });
      box = field.getBoundingClientRect();
      [x, y] = middle();
    }
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return !!hit && (inside(hit, field) || inside(field, hit) && hit.closest('label') !== null
      || field.labels !== null && [...(field.labels || [])].some((label) => inside(hit, label))
      || floats(hit, field, box));
  };
  const words = (field) => {
    const by = (field.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
      .map((id) => field.getRootNode().getElementById?.(id)?.textContent || '').join(' ');
    const labels = field.labels ? [...field.labels].map((label) => label.innerText || label.textContent).join(' ') : '';
    return [by, field.getAttribute('aria-label') || '', labels, field.placeholder || '', field.title || '']
      .map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
  };
  // where the form of a field leads: the first place that is not this one's own, if any of its buttons leads to one
  const target = (field) => {
    const form = field.form;
    if (!form) return null;
    const buttons = [...form.elements, ...form.querySelectorAll('input[type=image]')];
    const given = [form, ...buttons].map((part) => part.getAttribute(part === form ? 'action' : 'formaction')).filter(Boolean);
    const places = given.map((place) => new URL(place, document.baseURI).href);
    return places.find((place) => new URL(place).origin !== location.origin) || places[0] || null;
  };
  const describe = (field, index) => ({
    index,
    tag: field.tagName.toLowerCase(),
    type: (field.type || '').toLowerCase(),
    name: field.getAttribute('name') || '',
    autocomplete: (field.getAttribute('autocomplete') || '').toLowerCase(),
    inputmode: (field.getAttribute('inputmode') || '').toLowerCase(),
    longest: field.maxLength > 0 ? field.maxLength : null,
    words: words(field),
    required: !!field.required || field.getAttribute('aria-required') === 'true',
    enabled: !field.disabled && !field.readOnly,
    filled: field.type === 'checkbox' || field.type === 'radio' ? field.checked : (field.value || '') !== '',
    reachable: reachable(field),
    target: target(field),
    options: field.tagName === 'SELECT' ? [...field.options].map((option) => option.label || option.text) : [],
    values: field.tagName === 'SELECT' ? [...field.options].map((option) => option.value) : [],
    section: (field.closest('fieldset')?.querySelector('legend')?.textContent || field.closest('[role=radiogroup],[role=group]')?.getAttribute('aria-label') || '').trim(),
  });
  return wanted ? describe(wanted, 0) : all(document).map((field, index) => ({ ...describe(field, index), field }));
}
