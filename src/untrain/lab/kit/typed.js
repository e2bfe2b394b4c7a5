// For pages that nobody should type into: whatever is typed is told to the server, so that a test can see it.
"use strict";
document.addEventListener("input", (event) => {
  fetch("/__lab/typed", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: event.target.value }),
  });
}, true);
