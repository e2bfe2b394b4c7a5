// Signing in: one form, whose button wakes up once both fields are filled; a code is asked for in the same place.
"use strict";
const PASSPORT = "https://passport.twitch.tv/login";
const root = document.getElementById("root");
const ask = (fields) => fetch(PASSPORT, {
  method: "POST", credentials: "include", headers: { "content-type": "application/json" },
  body: JSON.stringify({ ...Object.fromEntries(new URLSearchParams(location.search)), ...fields }),
}).then((answer) => answer.json());
const say = (text) => { root.querySelector("[role=alert]").textContent = text; };
const go = (told) => { location.href = told.location; };

function signIn() {
  root.innerHTML = `<main><div class="brand">Twitch</div><h1>Log in to Twitch</h1><form novalidate>
    <div role="alert" class="bad"></div>
    <label for="login-username">Username</label><input id="login-username" type="text" autocomplete="username" autocapitalize="off">
    <label for="password-input">Password</label><input id="password-input" type="password" autocomplete="current-password">
    <a href="/user/account-recovery">Trouble logging in?</a>
    <button class="wide" data-a-target="passport-login-button" disabled><div data-a-target="tw-core-button-label-text">Log In</div></button>
    </form><button type="button" class="wide plain" id="signup">Don’t have an account? Sign up</button></main>`;
  const [user, pass] = root.querySelectorAll("input");
  const button = root.querySelector("[data-a-target=passport-login-button]");
  root.querySelector("form").oninput = () => { button.disabled = !(user.value && pass.value); };
  root.querySelector("form").onsubmit = async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    const told = await ask({ kind: "password", username: user.value, password: pass.value });
    if (told.error) { pass.value = ""; return say(told.error === "unknown" ? "This username does not exist." : "That password was incorrect. Please try again."); }
    if (told.step !== "code") return go(told);
    told.by === "email" ? mailCode() : authenticator();
  };
}

function authenticator() {
  root.innerHTML = `<main><div class="brand">Twitch</div><h1>Two-factor authentication</h1><form novalidate>
    <div role="alert" class="bad"></div><p>Enter the code from your authenticator app.</p>
    <input data-a-target="two-factor-input" autocomplete="one-time-code" inputmode="numeric" maxlength="7" aria-label="Authentication code">
    <button class="wide">Submit</button></form></main>`;
  root.querySelector("form").onsubmit = (event) => { event.preventDefault(); give(root.querySelector("input").value); };
}

// Six boxes that move on by themselves; the last digit submits.
function mailCode() {
  root.innerHTML = `<main><div class="brand">Twitch</div><h1>Verify login code</h1><div role="alert" class="bad"></div>
    <p>Enter the 6-digit code that we sent to your e-mail address.</p>
    <div class="boxes">${[1, 2, 3, 4, 5, 6].map((n) => `<input pattern="[0-9]*" inputmode="numeric" maxlength="1" aria-label="Digit ${n}">`).join("")}</div></main>`;
  const boxes = [...root.querySelectorAll("input")];
  for (const [n, box] of boxes.entries())
    box.oninput = () => {
      if (box.value && n < 5) boxes[n + 1].focus();
      if (boxes.every((one) => one.value)) give(boxes.map((one) => one.value).join(""));
    };
  boxes[0].focus();
}

async function give(code) {
  const told = await ask({ kind: "code", authy_token: code });
  if (!told.error) return go(told);
  for (const one of root.querySelectorAll("input")) one.value = "";
  say("That code is not right. Please try again.");
}

Lab.ready.then(signIn);
