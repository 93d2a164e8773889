// What every page begins with.

import * as beside from "./beside.js";
import * as bulk from "./bulk.js";
import * as clusters from "./clusters.js";
import * as forms from "./forms.js";
import * as keys from "./keys.js";
import * as people from "./people.js";
import * as rows from "./rows.js";
import * as saving from "./saving.js";
import * as second from "./second.js";
import * as source from "./source.js";
import * as upload from "./upload.js";

for (const select of document.querySelectorAll("#filters select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
// What is empty is not asked for, so that addresses stay short.
document.getElementById("filters")?.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});
rows.start();
source.start();
bulk.start();
upload.start();
keys.start();
saving.start();
people.start();
clusters.start();
second.start();
forms.start();
beside.start();
