// Tells when a page is still at work: how many short timers it has set and not yet come back to, and for how long
// nothing has been drawn. Late pages draw defaults first; a state is believed only once nothing more is to come.
(() => {
  const setTimer = window.setTimeout, clearTimer = window.clearTimeout;
  const waiting = new Set();
  let running = null, changed = performance.now();
  window.setTimeout = function (task, delay, ...rest) {
    // a timer that sets itself again is a clock, not work that ends
    if (typeof task !== 'function' || !(delay >= 30 && delay <= 8000) || task === running) {
      return setTimer.call(window, task, delay, ...rest);
    }
    const id = setTimer.call(window, function () {
      waiting.delete(id);
      const outer = running;
      running = task;
      try { return task.apply(window, rest); } finally { running = outer; }
    }, delay);
    waiting.add(id);
    return id;
  };
  window.clearTimeout = function (id) { waiting.delete(id); return clearTimer.call(window, id); };
  const Shared = window.SharedWorker; // it outlives the page, and may remember for it
  if (Shared) {
    window.SharedWorker = function (...given) { window.__untrainShares = true; return new Shared(...given); };
    window.SharedWorker.prototype = Shared.prototype;
  }
  new MutationObserver(() => { changed = performance.now(); })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const STILL = 100; // for so many milliseconds nothing may have been drawn
  const atRest = () => waiting.size === 0 && performance.now() - changed >= STILL;
  Object.defineProperty(window, '__untrainRest', {
    value: (patience) => new Promise((tell) => {
      const until = performance.now() + patience;
      const look = () => {
        if (atRest()) tell(true);
        else if (performance.now() >= until) tell(false);
        else setTimer.call(window, look, 15);
      };
      look();
    }),
  });
})();
