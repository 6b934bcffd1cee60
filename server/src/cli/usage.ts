/** What `avstream --help` prints. */
export const usage = `avstream: checks, simulates and explains descriptions of AVStream minidrivers

  avstream check FILE…     check descriptors against the rules of kernel streaming
      --format text|json     how to print (text)
      --hints                print hints too that no configuration names; they hold for almost every driver
      --config FILE          take severities from this file instead of avstream.config.json in the folders above
      --no-config            take no severities from any file
      --show-suppressed      print too what the documents suppress

  avstream simulate FILE   run a simulation of the descriptor
      --scenario LABEL       which one; without it, the first
      --seed N               start of the random numbers; without it, the scenario's own
      --format text|json     how to print (text)
      --config, --no-config  as for check
      --calls N              print the first N calls in their order: routines of the driver, what AVStream does, allocators
      --dump-queue           print the queue of every pin at the end in the shape of !ks.dumpqueue, marked as simulated
      --dump-at TIME         the same at a virtual time, such as "250 ms"; may be repeated
      --tie-seed N           bring events of one instant in another order, which N stands for; 0 is the usual one
      --export FORMAT=PATH   write the run to a file: perfetto, chrome (JSON), vcd, csv or svg; may be repeated; - is standard output
      --svg-width N          width of the SVG picture in pixels (1600)
      --shuffle-ties         run again in eight other orders, and say which figures and findings depend on them

  avstream test FILE…      run the simulations of descriptors, and hold each to what it expects (Expect)
      --format text|tap|junit  how to report (text)
      --output-file PATH     write the report to a file; standard output has text then
      --scenario LABEL       only simulations of this label
      --config, --no-config  as for check

  avstream negotiate FILE  report who may allocate the frames of each connection, and why others may not
      --scenario LABEL       of which simulation; without it, of all
      --option NAME=VALUE    choose where Windows is not documented, over what the simulation states; may be repeated
      --format text|json     how to print (text)

  avstream explain CODE…   print the page of a rule; without a code, list every rule
      --format text|markdown|json  how to print (text)

  avstream --help          this text
  avstream --version       the version

FILE may be - for standard input. For test it may be a folder: every descriptor in and below it.

Exit codes: 0 no error was found; 1 an error was found, or an expectation was missed; 2 something could not be read or run (the rest is still reported).

Examples:
  avstream check samples/avshws.avstream.json
  avstream check --format json *.avstream.json > findings.json
  avstream simulate samples/avshws.avstream.json --scenario "30 fps to an application" --seed 7
  avstream simulate samples/avshws.avstream.json --calls 40 --dump-at "500 ms"
  avstream simulate samples/avshws.avstream.json --export perfetto=run.pftrace --export svg=run.svg
  avstream test samples --format junit --output-file results.xml
  avstream negotiate samples/common-buffer-card.avstream.json --option PreferredAllocator=Default
  avstream explain FRM-25
`;
