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
      --seeds N              run N seeds, from the one of --seed on, and show the worst: by findings, then lost frames, then latency
      --shuffle-ties         run again in eight other orders, and say which figures and findings depend on them

  avstream test FILE…      run the simulations of descriptors, and hold each to what it expects (Expect)
      --format text|tap|junit  how to report (text)
      --output-file PATH     write the report to a file; standard output has text then
      --scenario LABEL       only simulations of this label
      --config, --no-config  as for check

  avstream advise FILE     say how many buffers in flight lose no frame, how sure that is, and which values change the losses
      --scenario LABEL       of which simulation; without it, of the first
      --confidence C         of the statement, above 0 and below 1 (0.95)
      --seeds N              runs that confirm it; without it, as many as the length of a run allows, 368 at most for 0.95
      --sweep NAME[=FROM..TO]  try a value over a stretch, such as Client.Hold or "Client.Hold=5 ms..100 ms"
      --chart PATH           write the charts to an SVG file
      --format text|json     how to print (text)

  avstream prove FILE      search every interleaving of a simulation's routines, client and device within bounds
      --scenario LABEL       which one; without it, the first
      --requests N           requests of the client (those of the simulation, up to 3)
      --entries N            buffers that the device takes
      --any-order            the device fills its buffers in any order
      --no-cancel            the client cancels no single request
      --overlap              Process may run during SetDeviceState, and a DPC while the device stops
      --states N             give up after N states (5000000)
      --format text|json     how to print (text)

  avstream negotiate FILE  report who may allocate the frames of each connection, and why others may not
      --scenario LABEL       of which simulation; without it, of all
      --option NAME=VALUE    choose where Windows is not documented, over what the simulation states; may be repeated
      --format text|json     how to print (text)

  avstream explain CODE…   print the page of a rule; without a code, list every rule
      --format text|markdown|json  how to print (text)

  avstream --help          this text
  avstream --version       the version

FILE may be - for standard input. For test it may be a folder: every descriptor in and below it.

Exit codes: 0 no error was found; 1 an error was found, an expectation was missed, or the buffers of the scenario are too few; 2 something could not be read or run (the rest is still reported).
For prove: 0 proved; 1 a counterexample; 2 it could not be asked; 3 not decided within the limits.

Examples:
  avstream check samples/avshws.avstream.json
  avstream check --format json *.avstream.json > findings.json
  avstream simulate samples/avshws.avstream.json --scenario "30 fps to an application" --seed 7
  avstream simulate samples/avshws.avstream.json --calls 40 --dump-at "500 ms"
  avstream simulate samples/avshws.avstream.json --export perfetto=run.pftrace --export svg=run.svg
  avstream test samples --format junit --output-file results.xml
  avstream advise samples/avshws.avstream.json --scenario "slow application" --sweep Client.Hold
  avstream prove samples/avshws.avstream.json --requests 4
  avstream negotiate samples/common-buffer-card.avstream.json --option PreferredAllocator=Default
  avstream explain FRM-25
`;
