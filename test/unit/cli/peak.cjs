// Required by a process that is measured: leaves the peak of its memory in bytes in the file that STATE_PROBE_PEAK names.
// `maxRSS` of a process counts that of the one that started it; the kernel's own count does not.
const { readFileSync, writeFileSync } = require('node:fs');
process.on('exit', () => {
  let bytes = process.resourceUsage().maxRSS * 1024;
  try {
    bytes = Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {}
  writeFileSync(process.env.STATE_PROBE_PEAK, String(bytes));
});
