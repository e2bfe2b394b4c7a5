// Studio's own elements, each with a shadow root: a checkbox, a radio button, a button, a tab.
"use strict";
const shadow = (host, html) => { host.attachShadow({ mode: "open" }).innerHTML = html; return host.shadowRoot; };
const BOX = "display:inline-block;width:18px;height:18px;border:2px solid #606060;border-radius:2px;flex:none;box-sizing:border-box";

class Checkbox extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const root = shadow(this, `<style>:host{display:inline-flex}#checkbox{${BOX};cursor:pointer}#checkbox[aria-checked=true]{background:#065fd4;border-color:#065fd4}#checkbox[aria-disabled=true]{opacity:.4;cursor:default}</style>
      <div id="checkbox" role="checkbox" tabindex="0" aria-checked="false"></div>`);
    this.box = root.getElementById("checkbox");
    this.box.setAttribute("aria-label", this.getAttribute("label"));
    this.box.setAttribute("aria-disabled", String(this.hasAttribute("disabled")));
    this.box.onclick = () => this.toggle();
    this.box.onkeydown = (event) => { if (event.key === " " || event.key === "Enter") { event.preventDefault(); this.toggle(); } };
  }
  get checked() { return this.box.getAttribute("aria-checked") === "true"; }
  set checked(value) { this.box.setAttribute("aria-checked", String(value)); }
  toggle() {
    if (this.hasAttribute("disabled")) return;
    this.checked = !this.checked;
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

class FormCheckbox extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const label = this.getAttribute("label");
    const root = shadow(this, `<style>:host{display:flex;gap:12px;align-items:flex-start;padding:8px 0}.label{cursor:pointer}.note{color:#606060;font-size:13px}</style>
      <ytcp-checkbox-lit label="${label}"${this.hasAttribute("disabled") ? " disabled" : ""}></ytcp-checkbox-lit><div><div class="label" aria-hidden="true">${label}</div><div class="note"><slot></slot></div></div>`);
    this.inner = root.querySelector("ytcp-checkbox-lit");
    root.querySelector(".label").onclick = () => this.inner.toggle();
    this.inner.addEventListener("change", () => this.dispatchEvent(new Event("change", { bubbles: true })));
  }
  get value() { return this.inner.checked; }
  set value(value) { this.inner.checked = value; }
}

class RadioButton extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "radio");
    this.tabIndex = 0;
    if (!this.shadowRoot) shadow(this, `<style>:host{display:flex;gap:10px;padding:6px 0;cursor:pointer}#onRadio{width:16px;height:16px;border:2px solid #606060;border-radius:50%;box-sizing:border-box;margin-top:2px}:host([aria-checked=true]) #onRadio{border:5px solid #065fd4}</style><div id="onRadio"></div><div><slot></slot></div>`);
    this.onclick = () => this.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: this.getAttribute("name") }));
  }
}

class StudioButton extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const root = shadow(this, `<style>button{border:0;border-radius:18px;padding:9px 18px;font:500 14px Roboto,Arial,sans-serif;background:none;color:#065fd4;cursor:pointer}:host([type=filled]) button{background:#0f0f0f;color:#fff}button[aria-disabled=true]{opacity:.35;cursor:default}</style><button type="button" aria-label="${this.getAttribute("label")}"><div aria-hidden="true">${this.getAttribute("label")}</div></button>`);
    this.button = root.querySelector("button");
    this.disabled = this.hasAttribute("disabled");
    this.button.onclick = () => { if (!this.disabled) this.dispatchEvent(new Event("press", { bubbles: true })); };
  }
  get disabled() { return this.button.getAttribute("aria-disabled") === "true"; }
  set disabled(value) { this.button.setAttribute("aria-disabled", String(value)); this.button.disabled = value; }
}

for (const [name, kind] of [["ytcp-checkbox-lit", Checkbox], ["ytcp-form-checkbox", FormCheckbox], ["tp-yt-paper-radio-button", RadioButton], ["ytcp-button", StudioButton]]) customElements.define(name, kind);
