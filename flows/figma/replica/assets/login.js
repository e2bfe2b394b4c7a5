// Both forms of the sign-in: sent by the script, with the error shown in its place.
"use strict";
const form = document.getElementById("auth-view-page");
form.onsubmit = async (event) => {
  event.preventDefault();
  const told = await Lab.signIn(form.dataset.to, Object.fromEntries(new FormData(form)));
  if (!told.error) return void (location.href = told.location);
  form.querySelector("[role=alert]").textContent = form.dataset.bad;
  form.querySelector("input:last-of-type").value = "";
};
