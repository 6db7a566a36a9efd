const Mocha = require('mocha');

/**
 * Prints like Mocha's `spec` and, where `STATE_PROBE_TEST_REPORT` names a file, writes the results there as its `json`:
 * what is counted is not read from what is printed, and a run that dies leaves no results.
 */
class Reporter extends Mocha.reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    // Mocha says nothing of a test that is tried again, and so nothing of why.
    runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      Mocha.reporters.Base.consoleLog(`    ↻ ${test.fullTitle()}: tried again after ${error?.stack ?? error?.message}`);
    });
    const output = process.env['STATE_PROBE_TEST_REPORT'];
    const withFile = { ...options, reporterOption: { output } };
    if (output) new Mocha.reporters.JSON(runner, withFile);
  }
}

module.exports = Reporter;
