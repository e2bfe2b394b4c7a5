// A help form made of divs: gathers its fields, sends them, asks for a code where one is due, and acknowledges.
"use strict";
function contactForm(root, { url, field, ack }) {
  const press = root.querySelector("[role=button].main");
  const problem = root.querySelector("[role=alert]");
  const send = async () => {
    const fields = {};
    for (const one of root.querySelectorAll("input[name],select[name],textarea[name]"))
      if (one.type !== "radio" || one.checked) fields[one.name] = one.value;
    press.setAttribute("aria-disabled", "true");
    let answer, body = {};
    try {
      answer = await Lab.post(url, fields);
      body = await answer.json().catch(() => ({}));
    } catch { /* the connection broke */ }
    press.removeAttribute("aria-disabled");
    if (answer?.status === 401) return void (location.href = root.dataset.login + "?next=" + encodeURIComponent(location.href));
    if (body.code_required) return askCode(body.wrong);
    if (!answer?.ok || body.errors) {
      problem.textContent = body.errors?.map((one) => one.message).join(" ") || "Something went wrong. Please try again.";
      return;
    }
    problem.textContent = "";
    document.body.append(Lab.element(ack));
    document.querySelector("#ack [role=button]").onclick = () => document.getElementById("ack").remove();
  };
  const askCode = (wrong) => {
    if (!root.querySelector(`[name=${field}]`))
      problem.before(Lab.element(`<div class="field"><label for="mailcode">Enter the code that we sent to your e-mail address</label><input id="mailcode" name="${field}" inputmode="numeric" autocomplete="one-time-code"></div>`));
    problem.textContent = wrong ? "The code is not right." : "";
  };
  press.onclick = send;
  press.onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); send(); } };
}
