(probe, fieldsOf) => {
  const parentOf = (node) => node.parentElement || (node.getRootNode() && node.getRootNode().host) || null;
  const tell = (answer) => {
    const holder = document.createElement('span');
    holder.textContent = JSON.stringify(answer);
    return [holder];
  };
  let fields = [];
  const questions = {
    facts: (root, keys) => tell(probe(root, keys)),
    face: (root) => [root.labels && root.labels[0] || parentOf(root)].filter(Boolean),
    // from a label to what it labels, else to what surrounds it
    up: (root) => [root.control || parentOf(root)].filter(Boolean),
    fields: () => {
      const seen = fieldsOf();
      fields = seen.map((one) => one.field);
      return tell(seen.map(({ field, ...said }) => said));
    },
    // the very field that was told of, with the focus, and nothing once the page has put another in its place
    field: (root, index, type, name, target) => {
      const field = fields[index];
      if (!field || !field.isConnected) return [];
      field.focus();
      const said = fieldsOf(field);
      return field.isConnected && said.type === type && said.name === name && said.target === target ? [field] : [];
    },
  };
  const queryAll = (root, body) => {
    const [what, ...given] = JSON.parse(body);
    return questions[what](root, ...given);
  };
  return { query: (root, body) => queryAll(root, body)[0], queryAll };
}
