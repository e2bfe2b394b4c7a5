"use strict";
// Draws a sign-in form step by step, as its spec says.
(() => {
  const S = window.__signin; delete window.__signin;
  const root = document.getElementById("app");
  const rnd = () => "«" + Math.random().toString(36).slice(2, 5) + "»";
  const el = (tag, attrs = {}, ...kids) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attrs)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "onclick") node.addEventListener("click", value); else node.setAttribute(name, value === true ? "" : value);
    }
    for (const kid of kids.flat()) if (kid !== null && kid !== undefined) node.append(kid);
    return node;
  };
  const say = (text) => { alert.textContent = text; };
  const alert = el("p", {role: "alert"});
  let username = S.chosen || "", shown = null, error = "";
  const post = async (body) => {
    const answer = await fetch(S.auth, {method: "POST", credentials: "same-origin", headers: {"content-type": "application/json"}, body: JSON.stringify({...body, flow: S.flow})});
    const said = await answer.json();
    if (said.go) { location.href = said.go; return; }
    if (said.error) { say(said.error); return; }
    show(said.step, said);
  };
  const field = (kind, label, extra = {}) => {
    const plain = S.flags.includes("random_ids"), id = plain ? rnd() : {username: "username", password: "password", code: "code"}[kind];
    const name = plain ? null : S.names[kind];
    const auto = {username: S.autocomplete || "username", password: "current-password", code: "one-time-code"}[kind];
    const input = el("input", {id, name, type: kind === "password" ? "password" : "text", autocomplete: S.flags.includes("no_autocomplete") ? "off" : auto,
      placeholder: S.flags.includes("placeholder") ? label : null, ...extra});
    if (S.flags.includes("placeholder")) return [input, el("div", {class: "field"}, input)];
    return [input, el("div", {class: "field"}, el("label", {for: id}, label), el("br"), input)];
  };
  const submit = (text, go, fields) => {
    fields.forEach((one) => one.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); go(); } }));
    if (S.flags.includes("no_submit")) return null;
    if (S.flags.includes("div_submit")) return el("div", {role: "button", tabindex: "0", class: "btn", onclick: go}, el("span", {}, text));
    const button = el("button", {type: "button", class: "main", onclick: go}, text);
    if (S.flags.includes("disabled_until")) { button.disabled = true; fields.forEach((one) => one.addEventListener("input", () => { button.disabled = fields.some((x) => !x.value); })); }
    return button;
  };
  const social = () => S.flags.includes("social") ? el("div", {}, ...["Google", "Apple"].map((who) => el("button", {type: "button", onclick: () => post({step: "social"})}, S.socialText + who))) : null;
  const ghost = () => S.flags.includes("ghost") ? el("div", {class: "ghost"}, el("input", {type: "password", name: "password", tabindex: "-1", autocomplete: "current-password",
    "aria-label": S.labels[1]})) : null;
  const steps = {
    both: () => {
      const [u, urow] = field("username", S.labels[0]), [p, prow] = field("password", S.labels[1]);
      const go = () => { username = u.value; post({step: "both", username, password: p.value}); };
      return [el("h1", {}, S.submits[1]), urow, prow, alert, submit(S.submits[1], go, [u, p]), social(), el("p", {}, el("a", {href: "#forgot"}, "Forgot password?"))];
    },
    username: () => {
      const [u, urow] = field("username", S.labels[0]);
      const go = () => { username = u.value; post({step: "username", username}); };
      return [el("h1", {}, S.title), urow, ghost(), alert, submit(S.submits[0], go, [u]), social()];
    },
    password: () => {
      const [p, prow] = field("password", S.labels[1]);
      setTimeout(() => p.focus(), 50);
      const go = () => post({step: "password", username, password: p.value});
      return [el("h1", {}, S.passwordTitle), S.chosenName ? el("p", {}, S.chosenName) : null, prow, alert, submit(S.submits[1], go, [p]), el("p", {}, el("a", {href: "#forgot"}, "Forgot password?"))];
    },
    chooser: () => [el("h1", {}, "Welcome back"), el("p", {}, "Choose an account"),
      el("button", {type: "button", class: "rowbutton", onclick: () => show("password")}, el("b", {}, S.chosenName), el("br"), el("span", {}, S.masked)),
      el("button", {type: "button", onclick: () => { username = ""; show(S.first); }}, "Sign in using another account")],
    passkey: () => [el("h1", {}, "Use your passkey"), el("p", {}, "Your device will ask for your fingerprint, face or screen lock."),
      el("button", {type: "button", class: "main", onclick: () => say("No passkey was found on this device.")}, "Continue with passkey"),
      el("button", {type: "button", onclick: () => show("password")}, "Use your password instead"), alert],
    again: () => {
      const [u, urow] = field("username", "Phone or username");
      const go = () => post({step: "again", username, again: u.value});
      return [el("h1", {}, "Enter your phone number or username"), el("p", {}, "There was unusual login activity on your account. To help keep your account safe, please enter your phone number or username to verify it’s you."), urow, alert, submit("Next", go, [u])];
    },
    totp: () => {
      const [c, crow] = field("code", "Verification code", {inputmode: "numeric", maxlength: "6"});
      const go = () => post({step: "totp", username, code: c.value});
      return [el("h1", {}, "Two-step verification"), el("p", {}, "Enter the 6-digit code from your authenticator app."), crow, alert, submit("Submit", go, [c]), el("p", {}, el("a", {href: "#other"}, "Try another way"))];
    },
    totp6: () => {
      const boxes = [0, 1, 2, 3, 4, 5].map((at) => el("input", {type: "text", inputmode: "numeric", maxlength: "1", "aria-label": "Digit " + (at + 1), autocomplete: at ? null : "one-time-code", size: "1"}));
      boxes.forEach((one, at) => {
        one.addEventListener("input", () => { if (one.value && at < 5) boxes[at + 1].focus(); const code = boxes.map((x) => x.value).join(""); if (code.length === 6) post({step: "totp", username, code}); });
        one.addEventListener("paste", (event) => { event.preventDefault(); const text = event.clipboardData.getData("text"); boxes.forEach((x, n) => { x.value = text[n] || ""; }); boxes[5].dispatchEvent(new Event("input")); });
      });
      setTimeout(() => boxes[0].focus(), 50);
      return [el("h1", {}, "Enter your verification code"), el("p", {}, "Use your code generator app to generate a code and enter it below."), el("div", {class: "pair"}, boxes), alert];
    },
    email: () => {
      const [c, crow] = field("code", "Code", {inputmode: "numeric"});
      return [el("h1", {}, "Check your email"), el("p", {}, "We sent a 6-digit code to a•••@example.org. Enter it to confirm it’s you."), crow, alert, submit("Submit", () => post({step: "email", username, code: c.value}), [c]), el("a", {href: "#again"}, "Resend code")];
    },
    sms: () => {
      const [c, crow] = field("code", "Enter code", {inputmode: "numeric"});
      return [el("h1", {}, "Confirm it’s you"), el("p", {}, "We texted a verification code to your phone ending in 42."), crow, alert, submit("Verify", () => post({step: "email", username, code: c.value}), [c])];
    },
    captcha: () => [el("h1", {}, "Let’s do a quick security check"), el("div", {id: "captcha-internal"}, el("iframe", {title: "reCAPTCHA challenge", srcdoc: "<p>Select all images with traffic lights</p><button>Verify</button>", width: "380", height: "200"})), el("p", {}, "Please prove that you are not a robot.")],
    device: () => { setInterval(() => fetch(S.auth + "?poll=1"), 2000); return [el("h1", {}, "Check your " + S.name + " app"), el("p", {}, "We sent a notification to your signed-in devices. Open the app and tap Yes to confirm it’s you."), el("p", {}, el("a", {href: "#resend"}, "Resend notification"))]; },
    locked: () => [el("h1", {}, "Your account has been temporarily restricted"), el("p", {}, "We detected unusual activity and locked your account. Verify your identity with a government ID to get it back."), el("a", {href: "#verify"}, "Verify my identity")],
    save_login: () => [el("h1", {}, "Save your login info?"), el("p", {}, "Stay signed in on this device, so you don’t need your password next time."),
      el("button", {type: "button", class: "main", onclick: () => post({step: "accept", username, what: "save login"})}, "Save"), el("button", {type: "button", onclick: () => post({step: "skip", username})}, "Not now")],
    passkey_promo: () => [el("h1", {}, "Create a passkey"), el("p", {}, "Sign in faster with your fingerprint, face, or screen lock."),
      el("button", {type: "button", class: "main", onclick: () => post({step: "accept", username, what: "passkey"})}, "Create a passkey"), el("button", {type: "button", onclick: () => post({step: "skip", username})}, "Maybe later")],
    add_phone: () => [el("h1", {}, "Keep your account secure"), el("p", {}, "Add a phone number so that you can always get back in."), el("label", {for: "phone"}, "Phone number"), el("input", {id: "phone", type: "tel"}),
      el("button", {type: "button", class: "main", onclick: () => post({step: "accept", username, what: "phone"})}, "Add phone number"), el("a", {href: "#skip", onclick: (event) => { event.preventDefault(); post({step: "skip", username}); }}, "Skip")],
    terms: () => [el("h1", {}, "We’ve updated our terms"), el("p", {}, "To continue, please agree to our updated User Agreement and Privacy Policy."),
      el("button", {type: "button", class: "main", onclick: () => post({step: "accept", username, what: "terms"})}, "Agree and continue")],
  };
  const card = el("main", {class: "card"});
  const show = (step) => { say(""); shown = step; card.replaceChildren(...steps[step]().filter(Boolean)); };
  if (S.flags.includes("dup")) {
    const hidden = el("form", {style: "display:none"}, el("input", {type: "text", name: S.names.username, autocomplete: "username"}), el("input", {type: "password", name: S.names.password, autocomplete: "current-password"}), el("button", {type: "submit"}, S.submits[1]));
    root.append(hidden);
  }
  root.append(card);
  show(S.start);
  if (S.banner) {
    const node = el("div", {class: "shade"}, el("div", {class: "panel", role: "dialog", "aria-label": "Cookies"}, el("h2", {}, "Cookies on " + S.name), el("p", {}, "We use cookies to show you relevant ads."),
      el("button", {type: "button", onclick: () => fetch(S.auth, {method: "POST", body: JSON.stringify({step: "cookie"}), headers: {"content-type": "application/json"}}).then(() => node.remove())}, "Accept all"), el("button", {type: "button", onclick: () => node.remove()}, "Reject non-essential")));
    document.body.append(node);
  }
})();
