// A switch as a custom element: the box lies in its shadow root, its words in the light.
"use strict";
class SpSwitch extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: "open" }).innerHTML = `<style>:host{display:inline-flex;align-items:center;gap:10px;position:relative}input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:.0001;z-index:1;cursor:pointer}
      #switch{width:36px;height:20px;border-radius:10px;background:#909090;position:relative;flex:none}#switch::after{content:"";position:absolute;left:2px;top:2px;width:16px;height:16px;border-radius:50%;background:#fff}
      input:checked+#switch{background:#3b63fb}input:checked+#switch::after{left:18px}input:disabled+#switch{opacity:.5}</style><input type="checkbox" role="switch" id="input" aria-labelledby="label"><span id="switch"></span><label id="label" for="input"><slot></slot></label>`;
    this.input = this.shadowRoot.querySelector("input");
    this.input.onchange = () => this.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  }
  get checked() { return this.input.checked; }
  set checked(value) { this.input.checked = value; this.toggleAttribute("checked", value); }
  set disabled(value) { this.input.disabled = value; this.toggleAttribute("disabled", value); }
}
customElements.define("sp-switch", SpSwitch);
