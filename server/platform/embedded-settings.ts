import { totalmem } from 'node:os';
import { port } from './embedded-socket.ts';

const gigabyte = 1024 ** 3;

/**
 * How PostgreSQL runs on the one small machine of a clinic. Given on its command line, which outranks its files.
 *
 * Nothing of a patient may reach its log. Statements and parameters are never logged; and because the sentence of an
 * ordinary error quotes the value it refused (`invalid input syntax for type date: "…"`), errors of a statement are
 * not logged either: they go to the server that asked, which knows what may be written down. The log keeps starts,
 * stops, recoveries and broken processes (levels LOG, FATAL, PANIC), without their details (terse).
 */
export function settings(socketFolder: string, durable: boolean): string[] {
  const small = totalmem() < 4 * gigabyte;
  const all: Record<string, string> = {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: durable ? '60' : '200',
    shared_buffers: small || !durable ? '128MB' : '256MB',
    effective_cache_size: small ? '1GB' : '2GB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    random_page_cost: '1.1',
    max_parallel_workers_per_gather: '1',
    jit: 'off',
    wal_compression: 'on',
    full_page_writes: durable ? 'on' : 'off',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    max_wal_size: '1GB',
    timezone: 'UTC',
    lc_messages: 'C',
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_autovacuum_min_duration: '-1',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_lock_waits: 'off',
    log_temp_files: '-1',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_startup_progress_interval: '5s',
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
