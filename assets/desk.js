// What script adds to the clerk's screen, which works without it: keys, acts without a new page, a
// screen that follows what others enter, and a queue of acts while there is no network.
(function () {
  "use strict";
  var desk = document.getElementById("desk");
  if (!desk || !desk.dataset.meeting || !window.fetch || !window.URLSearchParams) { return; }
  var meeting = desk.dataset.meeting, STORE = "dais-queue:" + meeting;
  var skew = Number(desk.dataset.now) - Date.now();
  var sending = false, keys = [], shown = 0, picked = null, halted = false, cut = false;

  function all(root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); }
  function field(el) { return el && /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName); }
  function el(tag, text) { var e = document.createElement(tag); if (text) { e.textContent = text; } return e; }
  function part(id) { return document.getElementById(id); }

  // ---- showing a new state, never under somebody's hands ----

  function dirty(form) {
    return all(form, "input:not([type=hidden]), select, textarea").some(function (f) {
      if (f.type === "checkbox" || f.type === "radio") { return f.checked !== f.defaultChecked; }
      if (f.tagName === "SELECT") { return all(f, "option").some(function (o) { return o.selected !== o.defaultSelected && o.value; }); }
      return f.value !== f.defaultValue;
    });
  }

  // What a form asks for, whatever page it stands on.
  function sign(form) {
    var said = all(form, "input[type=hidden]").map(function (f) {
      return /^(act|csrf|next|local\.)/.test(f.name) ? "" : f.name + "=" + f.value;
    });
    return form.getAttribute("action") + "|" + said.join("&");
  }

  function twin(root, form) {
    var mine = sign(form);
    return all(root, "form").filter(function (f) { return sign(f) === mine; })[0];
  }

  function carry(from, to) {
    all(from, "input:not([type=hidden]), select, textarea").forEach(function (f, i) {
      var t = all(to, "input:not([type=hidden]), select, textarea")[i];
      if (!t || t.name !== f.name) { return; }
      if (f.type === "checkbox" || f.type === "radio") { t.checked = f.checked; } else { t.value = f.value; }
    });
  }

  // The section is kept where a field in it has the focus, or where what was typed would be lost.
  function replace(old, fresh, done) {
    var at = document.activeElement, here = old.contains(at) && (!done || !done.contains(at));
    var forms = all(old, "form").filter(function (f) { return f !== done && dirty(f); });
    if (here && field(at)) { return false; }
    if (forms.some(function (f) { return !twin(fresh, f); })) { return false; }
    forms.forEach(function (f) { carry(f, twin(fresh, f)); });
    all(fresh, "details").forEach(function (d) {
      var name = d.querySelector("summary").textContent;
      d.open = d.open || all(old, "details[open]").some(function (o) {
        return o.querySelector("summary").textContent === name && !(done && o.contains(done));
      });
    });
    var was = old.contains(at) ? at : null, text = was && was.textContent;
    old.replaceWith(fresh);
    if (was) {
      var again = all(fresh, was.tagName).filter(function (x) { return x.textContent === text; })[0];
      if (again && !again.closest("[hidden]")) { again.focus({ preventScroll: true }); }
    }
    return true;
  }

  function rollName(root) { return root.querySelector("#roll-h").textContent; }

  function show(doc, done) {
    var fresh = doc.getElementById("desk"), kept = 0;
    if (!fresh) { return false; }
    // a member who was chosen stays so while others enter something, but in this roll only
    if (done || rollName(fresh) !== rollName(desk)) { picked = null; }
    all(fresh, "[id^=d-]").forEach(function (section) {
      var old = part(section.id);
      if (/^d-(net|refused|keys|time|find)$/.test(section.id) || !old) { return; }
      if (!replace(old, section, done)) { kept++; old.classList.add("behind"); }
    });
    ["seen", "now", "csrf", "account"].forEach(function (name) { desk.dataset[name] = fresh.dataset[name]; });
    skew = Number(desk.dataset.now) - Date.now();
    document.title = doc.title;
    desk.dataset.behind = kept;
    cut = false;
    marks();
    tell();
    return true;
  }

  function settled() { document.documentElement.dataset.shown = ++shown; }

  function parse(text) { return new DOMParser().parseFromString(text, "text/html"); }

  var fetching = false, again = false;
  function refresh() {
    if (sending) { again = true; return; }
    if (fetching) { again = true; return; }
    fetching = true;
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer.status);
    }).then(function (text) {
      if (!sending) { show(parse(text), null); }
    }).catch(function () {}).then(function () {
      fetching = false;
      if (again) { again = false; refresh(); }
    });
  }

  document.addEventListener("focusout", function () {
    if (Number(desk.dataset.behind)) {
      setTimeout(function () { if (!field(document.activeElement)) { refresh(); } }, 60);
    }
  });

  // ---- what others enter ----

  if (window.EventSource) {
    var source = new EventSource(desk.dataset.stream);
    source.addEventListener("region", function (event) {
      if (Number(event.lastEventId) > Number(desk.dataset.seen)) { refresh(); }
    });
    source.onopen = function () { if (cut) { cut = false; refresh(); } tell(); drain(); };
    source.onerror = function () { cut = true; tell(); };
    window.addEventListener("pagehide", function () { source.close(); });
  }

  // ---- the queue: acts that wait for the network, in their order, shared by the windows of a browser ----

  function queue() {
    try {
      var q = JSON.parse(localStorage.getItem(STORE) || "[]");
      return Array.isArray(q) ? q : [];
    } catch (e) { return []; }
  }

  function keep(q) {
    try {
      if (q.length) { localStorage.setItem(STORE, JSON.stringify(q)); } else { localStorage.removeItem(STORE); }
      return true;
    } catch (e) { return false; }
  }

  function clock(ms) {
    return new Date(ms).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  }

  function entry(form, body) {
    var data = new URLSearchParams(body), id = data.get("act"), now = Date.now() + skew;
    if (!data.get("local.at")) { data.set("local.when", new Date(now).toISOString()); }
    var button = form.querySelector("button");
    var title = button.getAttribute("aria-label") || (form.querySelector("h3") || button).textContent;
    return { id: id, address: form.getAttribute("action"), body: data.toString(), says: title.trim(), sign: sign(form),
      member: data.get("data.member"), choice: data.get("data.choice"), motion: data.get("about.motion"),
      account: desk.dataset.account, at: now };
  }

  // The same vote again, before it is sent, is the one that counts.
  function wait(form, body) {
    var one = entry(form, body), q = queue();
    var same = q.filter(function (x) { return x.choice && one.choice && x.address === one.address && x.member === one.member && x.motion === one.motion; })[0];
    if (same && same.tried) { one.address = "/acts/vote.changed"; } // it may have reached the record
    if (same && !same.tried) { q[q.indexOf(same)] = one; } else if (q.every(function (x) { return x.id !== one.id; })) { q.push(one); }
    if (!keep(q)) { refused(null, "This browser has no room to keep what you enter: write it on paper until the network is back."); }
    marks();
    tell();
  }

  function drop(id) { keep(queue().filter(function (x) { return x.id !== id; })); }

  // One window at a time sends.  Where the browser has no locks, a lease in the same place does.
  function alone(work) {
    if (navigator.locks) {
      return navigator.locks.request(STORE, { ifAvailable: true }, function (lock) { return lock ? work() : false; });
    }
    var name = STORE + ":lease", me = String(Math.random()), now = Date.now();
    var held = (localStorage.getItem(name) || "0 ").split(" ");
    if (Number(held[0]) > now) { return Promise.resolve(false); }
    localStorage.setItem(name, (now + 8000) + " " + me);
    return new Promise(function (resolve) { setTimeout(resolve, 120); }).then(function () {
      if ((localStorage.getItem(name) || "").split(" ")[1] !== me) { return false; }
      return Promise.resolve(work()).then(function (x) { localStorage.removeItem(name); return x; });
    });
  }

  function post(address, body) {
    var data = new URLSearchParams(body);
    data.set("csrf", desk.dataset.csrf);
    var limit = window.AbortController ? new AbortController() : null;
    var timer = limit && setTimeout(function () { limit.abort(); }, 25000);
    return fetch(address, { method: "POST", credentials: "same-origin", body: data, signal: limit ? limit.signal : undefined })
      .then(function (answer) {
        return answer.text().then(function (text) { return { status: answer.status, url: answer.url, text: text }; });
      }).finally(function () { clearTimeout(timer); });
  }

  // Whether the answer says that nobody knows, so that the same act is sent again under the same id.
  function unsure(answer) { return answer.status >= 500 || answer.status === 429; }

  var timer = 0, pause = 1000;
  function later() {
    clearTimeout(timer);
    timer = setTimeout(drain, pause);
    pause = Math.min(pause * 2, 10000);
  }

  var draining = false, last = null;
  function drain() {
    if (draining || sending || halted || !queue().length) { return; }
    draining = true;
    last = null;
    alone(function next() {
      var one = queue()[0];
      if (!one || halted) { return true; }
      if (one.account !== desk.dataset.account) { halted = true; stop(one, { status: 0, text: "" }); return true; }
      return post(one.address, one.body).then(function (answer) {
        if (unsure(answer)) { throw new Error("unsure"); }
        pause = 1000;
        cut = false;
        if (answer.status === 200) { last = answer; drop(one.id); tell(); return next(); }
        halted = true;
        stop(one, answer);
        return true;
      }, function () { throw new Error("cut"); });
    }).then(function (did) {
      draining = false;
      if (did === false) { later(); return; }
      if (last) { show(parse(last.text), null); settled(); }
      if (halted) { refresh(); } else if (queue().length) { drain(); }
    }, function () {
      draining = false;
      cut = true;
      mine();
      tell();
      later();
    });
  }

  // What was tried once may have reached the record: it is not put aside for another.
  function mine() {
    var q = queue();
    if (q.length && !q[0].tried) { q[0].tried = true; keep(q); }
  }

  window.addEventListener("online", function () { pause = 1000; drain(); });
  window.addEventListener("offline", function () { cut = true; tell(); });
  window.addEventListener("storage", function (event) {
    if (event.key === STORE) {
      marks();
      tell();
      if (!queue().length) { halted = false; part("d-refused").hidden = true; refresh(); }
    }
  });

  // The line that says how many wait.
  function tell() {
    var line = part("d-net"), q = queue();
    line.textContent = "";
    line.hidden = !q.length && !cut;
    if (line.hidden) { return; }
    var n = q.length === 1 ? "1 act waits" : q.length + " acts wait";
    line.appendChild(el("p", !q.length ? "No connection. What you enter is kept here and goes in, in its order, when the network is back."
      : halted ? n + ": the first was not accepted, see below." : n + " for the network."));
    if (q.length) {
      var list = el("ol");
      q.forEach(function (one) { list.appendChild(el("li", clock(one.at - skew) + " " + one.says)); });
      line.appendChild(list);
      line.appendChild(el("p", "They stay in this browser, also when the page is loaded anew. What is not on this screen: write it on paper, and enter it with its own time later."));
    }
  }

  // What waits is marked where it was entered.
  var signs = { yes: "✓", no: "✕", abstain: "–" };
  function marks() {
    var q = queue();
    all(desk, "form.waits").forEach(function (f) { f.classList.remove("waits"); });
    q.forEach(function (one) {
      all(desk, "form").forEach(function (f) {
        if (sign(f) === one.sign) { f.classList.add("waits"); }
      });
      all(desk, ".roll li").forEach(function (row) {
        var vote = row.querySelector("form input[name='data.member']");
        var about = row.querySelector("form input[name='about.motion']");
        if (!vote || vote.value !== one.member || (about && one.motion && about.value !== one.motion) || (!one.choice && !/recusal/.test(one.address))) { return; }
        row.classList.add("waits");
        row.querySelector(".sign").textContent = one.choice ? signs[one.choice] : "⊘";
        row.querySelector("b").textContent = (one.choice ? { yes: "Yes", no: "No", abstain: "Abstain" }[one.choice] : "Recused") + ", waits";
      });
    });
    turn();
    var spare = part("spare"), standing = desk.querySelector(".spare");
    var over = spare && q.length && !all(desk, ".roll li").some(open);
    if (over && !standing && !desk.querySelector("#d-next form[data-key=e], #d-also form[data-key=e]")) {
      standing = el("div");
      standing.className = "spare";
      standing.appendChild(document.importNode(spare.content, true));
      spare.parentNode.appendChild(standing);
      marks();
    }
  }

  // ---- what was refused ----

  function refused(doc, sentence, one) {
    var panel = part("d-refused"), main = doc && doc.getElementById("main");
    panel.textContent = "";
    panel.setAttribute("role", "alert");
    panel.tabIndex = -1;
    if (one) { panel.appendChild(el("h2", "Not accepted: " + one.says)); }
    if (sentence) { panel.appendChild(el("p", sentence)); }
    if (main) {
      all(main, "[id]").forEach(function (x) { x.id = "r-" + x.id; });
      all(main, "[for]").forEach(function (x) { x.htmlFor = "r-" + x.htmlFor; });
      all(main, "a[href^='#']").forEach(function (x) { x.setAttribute("href", "#r-" + x.getAttribute("href").slice(1)); });
      all(main, "[aria-describedby]").forEach(function (x) { x.setAttribute("aria-describedby", "r-" + x.getAttribute("aria-describedby")); });
      all(main, "[aria-labelledby]").forEach(function (x) { x.setAttribute("aria-labelledby", "r-" + x.getAttribute("aria-labelledby")); });
      all(main, "h1").forEach(function (h) { var low = el("h2", h.textContent); h.replaceWith(low); });
      all(main, ".onward").forEach(function (x) { x.remove(); });
      while (main.firstChild) { panel.appendChild(document.adoptNode(main.firstChild)); }
    }
    var out = el("button", one ? "Leave it out, and go on with the others" : "Leave it");
    out.type = "button";
    out.className = "leave-out";
    out.addEventListener("click", function () { leave(one); });
    panel.appendChild(out);
    panel.hidden = false;
    panel.focus();
  }

  function leave(one) {
    var panel = part("d-refused");
    panel.hidden = true;
    panel.textContent = "";
    if (one) { drop(one.id); }
    if (halted) { halted = false; marks(); tell(); drain(); }
    refresh();
  }

  // The queue stops, and says what is to be done.
  function stop(one, answer) {
    if (answer.status === 0) {
      refused(null, "It was entered by " + one.account + ", who has to sign in here again so that it is sent.", one);
    } else if (answer.status === 401 || answer.status === 403) {
      refused(null, "The visit has ended. Sign in again in another window of this browser, then load this page anew: what waits is sent then.", one);
    } else {
      refused(parse(answer.text), "", one);
      panelFor = one;
    }
    tell();
    settled();
  }

  // ---- acts without a new page ----

  var panelFor = null;
  function send(form, button) {
    var data = new FormData(form);
    if (button && button.name) { data.append(button.name, button.value); }
    data.delete("csrf");
    var body = new URLSearchParams(data).toString(), panel = form.closest("#d-refused"), was = panel && panelFor;
    if (form.method === "get") { go(form, form.getAttribute("action") + (body ? "?" + body : "")); return; }
    if (queue().length && !was) { wait(form, body); done(form); drain(); settled(); return; }
    sending = true;
    post(form.getAttribute("action"), body).then(function (answer) {
      if (unsure(answer)) { throw new Error("unsure"); }
      sending = false;
      if (answer.status === 401 || answer.status === 403) { form.submit(); return; }
      if (answer.status !== 200) {
        refused(parse(answer.text), "", was || null);
        again = true;
      } else if (new URL(answer.url).pathname !== location.pathname) {
        location.assign(answer.url);
        return;
      } else {
        history.replaceState(null, "", answer.url);
        if (panel) { panel.hidden = true; panel.textContent = ""; panelFor = null; }
        show(parse(answer.text), form);
        if (was) { halted = false; drop(was.id); marks(); tell(); drain(); }
      }
      after();
    }).catch(function () {
      sending = false;
      cut = true;
      wait(form, body);
      mine();
      done(form);
      later();
      after();
    });
  }

  function after() {
    settled();
    if (again) { again = false; refresh(); }
    while (keys.length && !sending) { press(keys.shift()); }
  }

  // A form that was put into the queue is as if sent.
  function done(form) {
    var folded = form.closest("details");
    if (folded) { folded.open = false; }
    if (form.contains(document.activeElement)) { document.activeElement.blur(); }
    if (/note\.recorded|reason\.given/.test(form.getAttribute("action"))) {
      form.reset();
      form.querySelector("input[name=act]").value += ".b" + Date.now().toString(36);
    }
  }

  function go(form, where) {
    sending = true;
    fetch(where, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text().then(function (text) {
        sending = false;
        history.replaceState(null, "", answer.url);
        show(parse(text), form);
        after();
      }) : Promise.reject(answer.status);
    }).catch(function () { sending = false; form.submit(); });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!desk.contains(form) || event.defaultPrevented) { return; }
    event.preventDefault();
    if (!sending) { send(form, event.submitter); }
  }, true);

  window.addEventListener("beforeunload", function (event) {
    if (queue().length && cut) { event.preventDefault(); event.returnValue = ""; }
  });

  // ---- the roll ----

  // A member who has not voted, here or in what waits.
  function open(row) { return !row.classList.contains("waits") && row.querySelector("form[action$='/vote.cast']"); }

  function turn() {
    var rows = all(desk, ".roll li"), at = null;
    rows.forEach(function (row) { row.classList.remove("turn"); });
    at = picked !== null ? rows[picked] : rows.filter(open)[0];
    if (at) { at.classList.add("turn"); }
    return at;
  }

  var digits = "", typed = 0;
  function number(key, most) {
    var now = Date.now();
    digits = now - typed < 700 && Number(digits + key) <= most ? digits + key : key;
    typed = now;
    return Number(digits);
  }

  // ---- keys ----

  function pressForm(form) {
    var empty = all(form, "select[required], textarea[required], input[required]").filter(function (f) { return !f.value; })[0];
    var folded = form.closest("details:not([open])");
    if (empty) {
      if (folded) { folded.open = true; }
      empty.focus();
      return;
    }
    form.requestSubmit();
  }

  function unfold(folded) {
    folded.open = true;
    var first = folded.querySelector("select, input:not([type=hidden]), textarea, button");
    if (first) { first.focus(); if (first.select && first.type === "text") { first.select(); } }
    folded.scrollIntoView({ block: "nearest" });
  }

  function press(key) {
    var rows = all(desk, ".roll li"), row, form, link, folded;
    if (key === "?") { folded = part("d-keys"); folded.open = !folded.open; folded.classList.toggle("over", folded.open); if (folded.open) { folded.querySelector("summary").focus(); } return true; }
    if (key === "/") { part("d-find").focus(); part("d-find").select(); return true; }
    if (key === "Escape") {
      if (part("d-keys").open) { part("d-keys").open = false; part("d-keys").classList.remove("over"); return true; }
      picked = null;
      turn();
      return true;
    }
    if (/^[0-9]$/.test(key) && rows.length) {
      var n = number(key, rows.length);
      if (n >= 1 && n <= rows.length) { picked = n - 1; turn(); rows[picked].scrollIntoView({ block: "nearest" }); }
      return true;
    }
    if (key === "Enter") {
      form = rows.length && !rows.some(open) ? desk.querySelector("form[data-key=e]:not([hidden] *)") : null;
      var first = all(desk, "#d-next > form.first");
      form = form || (first.length === 1 ? first[0] : null);
      if (form) { pressForm(form); return true; }
      folded = desk.querySelector("details.here[open]");
      if (folded) { unfold(folded); return true; }
      return false;
    }
    if (!/^[a-z]$/.test(key)) { return false; }
    row = turn();
    form = row && all(row, "form[data-key=" + key + "]")[0];
    if (form) { picked = null; pressForm(form); return true; }
    if (rows.length && /^[ynar]$/.test(key) && (row || rows.some(open))) { return true; }
    form = all(desk, "form[data-key=" + key + "]").filter(function (f) {
      return !f.closest("[hidden], .roll, details:not([open])") && !f.classList.contains("waits");
    })[0];
    if (form) { pressForm(form); return true; }
    folded = all(desk, "details[data-key=" + key + "]")[0];
    if (folded) { unfold(folded); return true; }
    link = all(desk, "a[data-key=" + key + "]")[0];
    if (link) { link.click(); return true; }
    return false;
  }

  // In a field: a number chooses the member; Enter sends; Escape leaves.
  function inField(event) {
    var at = event.target, form = at.form, here = at.closest("details.here"), n;
    if (event.key === "Escape") {
      var folded = at.closest("details");
      at.blur();
      if (form && !form.closest("#d-refused")) { form.reset(); }
      if (folded) { folded.open = false; }
      event.preventDefault();
      return;
    }
    if (at.tagName !== "SELECT") { return; }
    if (event.key === "Enter") { event.preventDefault(); form.requestSubmit(); return; }
    if (!/^[0-9]$/.test(event.key)) { return; }
    if (here) {
      var states = all(here, "select");
      n = number(event.key, states.length);
      if (n >= 1 && n <= states.length) {
        states[n - 1].focus();
        states[n - 1].selectedIndex = (states[n - 1].selectedIndex + 1) % states[n - 1].options.length;
      }
      event.preventDefault();
    } else if (at.dataset.digits) {
      var choices = all(at, "option").filter(function (o) { return o.value; });
      n = number(event.key, choices.length);
      if (n >= 1 && n <= choices.length) {
        at.value = choices[n - 1].value;
        if (choices.length < 10 && all(form, "select, textarea, input:not([type=hidden])").length === 1) { form.requestSubmit(); }
      }
      event.preventDefault();
    }
  }

  document.addEventListener("keydown", function (event) {
    var at = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) { return; }
    if (field(at)) { inField(event); return; }
    if (event.repeat || (event.key === "Enter" && at.closest("a, button, summary"))) { return; }
    if (event.key === "Escape" && at.closest("#d-refused")) { leave(null); return; }
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (sending) {
      if (keys.length < 30 && (key.length === 1 || key === "Enter")) { keys.push(key); event.preventDefault(); }
      return;
    }
    if (press(key)) { event.preventDefault(); }
  });

  marks();
  tell();
  drain();
})();
