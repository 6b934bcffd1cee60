import fc from 'fast-check';

// On a build server every random test has the same numbers each time: what passes today passes tomorrow. At home, and with `npm run fuzz`, they are others each time.
if (process.env['CI'] === 'true') fc.configureGlobal({ seed: 20261123 });
