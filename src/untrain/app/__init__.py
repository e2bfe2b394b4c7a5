"""The verbs that every face shares: plan, run, resume, report, accounts, doctor. They return; edges print."""
