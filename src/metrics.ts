/**
 * What the hub counts about itself, for Prometheus. Names carry their unit; labels hold names of sources, jobs, codes and
 * operations, all from short lists of our own, never anything of a person. What can be counted in the stores is asked when
 * the metrics are (src/main/standing.ts).
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
const registers = [registry];

const counter = <L extends string>(name: string, help: string, ...labelNames: L[]): Counter<L> =>
  new Counter({ name: `cluegraph_${name}`, help, labelNames, registers });
const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
  new Gauge({ name: `cluegraph_${name}`, help, labelNames, registers });
const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]): Histogram<L> =>
  new Histogram({ name: `cluegraph_${name}`, help, buckets, labelNames, registers });

const quick = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const slow = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

export const metrics = {
  recordsRead: counter('records_read_total', 'Records read, by source.', 'source'),
  recordsRefused: counter('records_refused_total', 'Records that could not be read, by source and code.', 'source', 'code'), // prettier-ignore
  jobSeconds: histogram('job_seconds', 'Jobs done here, by name and outcome; job ingest derives one segment.', slow, 'job', 'outcome'), // prettier-ignore
  jobsRunning: gauge('jobs_running', 'Jobs that run here now.', 'job'),
  statementSeconds: histogram('graph_statement_seconds', 'Statements sent to the graph, by kind: read or write.', quick, 'kind'), // prettier-ignore
  transactionSeconds: histogram('graph_transaction_seconds', 'Transactions on the graph, retries included.', slow),
  conflicts: counter('graph_transaction_retries_total', 'Transactions that were run again after a conflict or an interruption.'), // prettier-ignore
  customersRefreshed: counter('customers_refreshed_total', 'Customers whose clues were looked at anew.'),
  cluesChanged: counter('clues_changed_total', 'Clues that came, changed or went.'),
  requestSeconds: histogram('graphql_request_seconds', 'GraphQL requests answered, by operation of the allow-list, else other.', quick, 'operation'), // prettier-ignore
  requestErrors: counter('graphql_errors_total', 'Errors in GraphQL answers, by code.', 'code'),
  segmentsPending: gauge('segments_pending', 'Segments that are archived and not in the graph yet.'),
  unresolvedMarks: gauge('unresolved_marks', 'Transactions whose mentions are not resolved yet.'),
  dirtyMarks: gauge('dirty_marks', 'Transactions whose clues are not made anew yet.'),
  recordsQuarantined: gauge('records_quarantined', 'Records in quarantine, by source and code.', 'source', 'code'),
  leaseHeld: gauge('lease_held', '1 where this process is the one that resolves and discovers.'),
  queueJobs: gauge('queue_jobs', 'Jobs on Redis, by name and state: waiting, active, delayed, failed.', 'job', 'state'),
  up: gauge('part_up', '1 where a part answers: graph, archive, queue.', 'part'),
};
