// The page after a posted form: what the browser kept of that form goes, now that it has arrived.

import { arrived, place } from "./scorecard-draft.js";

const { key, stamp } = document.getElementById("settled").dataset;
if (arrived(localStorage.getItem(place(key)) ?? "", stamp)) localStorage.removeItem(place(key));
