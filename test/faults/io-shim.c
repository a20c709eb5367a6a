/*
 * Stands between a process and its disk (LD_PRELOAD): counts every call that changes files under one folder, and then writes it
 * down, fails it, or kills the process at it. Told by the environment, or later by opening a path under /backroom-faults/:
 *
 *   BACKROOM_FAULTS_FOLDER   only files under this folder (never the index of a WAL, which SQLite rebuilds: "-shm")
 *   BACKROOM_FAULTS_LOG      a file that gets every call with its bytes
 *   BACKROOM_FAULTS_KILL     SIGKILL in front of this call; with BACKROOM_FAULTS_HALF, in the middle of what it writes
 *   /backroom-faults/mark/<text>               a line of the workload's own in the log
 *   /backroom-faults/fail/<errno>/<n>/<many>   the next n-th call fails; <many> times from there on
 *   /backroom-faults/count                     answers with the calls since the last "fail"
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 4096
#define CONTROL "/backroom-faults/"
#define REAL(name) ((__typeof__(&name))real(#name))

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char folder[1024];
static size_t folder_length;
static int log_fd = -1;
static long kill_at = 0, half = 0;
static long calls = 0, fail_from = 0, fail_many = 0;
static int fail_errno = 0;
static char watched[MOST_FDS];

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("BACKROOM_FAULTS_FOLDER");
  if (text) snprintf(folder, sizeof folder, "%s", text);
  folder_length = strlen(folder);
  if ((text = getenv("BACKROOM_FAULTS_KILL"))) kill_at = atol(text);
  if ((text = getenv("BACKROOM_FAULTS_HALF"))) half = atol(text);
  if ((text = getenv("BACKROOM_FAULTS_LOG")))
    log_fd = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
  size_t length = path ? strlen(path) : 0;
  if (folder_length == 0 || length < folder_length || strncmp(path, folder, folder_length) != 0) return 0;
  return !(length > 4 && strcmp(path + length - 4, "-shm") == 0);
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FDS && watched[fd]; }

/* One record: kind, fd, two numbers, the length of the bytes, the bytes. */
static void note(char kind, int fd, int64_t a, int64_t b, const void *bytes, size_t length) {
  if (log_fd < 0) return;
  unsigned char head[25];
  int32_t number = fd;
  uint32_t size = (uint32_t)length;
  head[0] = (unsigned char)kind;
  memcpy(head + 1, &number, 4);
  memcpy(head + 5, &a, 8);
  memcpy(head + 13, &b, 8);
  memcpy(head + 21, &size, 4);
  struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, length}};
  syscall(SYS_writev, log_fd, parts, length > 0 ? 2 : 1);
}

/* Counts a call. 0: go on; else the error to fail with. The process may end here. */
static int pass(int fd, int64_t at, const void *bytes, size_t length) {
  calls += 1;
  if (kill_at > 0 && calls == kill_at) {
    if (half && bytes && length > 1) syscall(SYS_pwrite64, fd, bytes, length / 2, at);
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  if (fail_from > 0 && calls >= fail_from && calls < fail_from + fail_many) return fail_errno;
  return 0;
}

static int control(const char *text) {
  pthread_mutex_lock(&turn);
  int answer = 0;
  if (strncmp(text, "mark/", 5) == 0) note('M', 0, calls, 0, text + 5, strlen(text + 5));
  else if (sscanf(text, "fail/%d/%ld/%ld", &fail_errno, &fail_from, &fail_many) == 3) calls = 0;
  else answer = (int)calls;
  pthread_mutex_unlock(&turn);
  return answer;
}

static int do_open(const char *name, const char *path, int flags, mode_t mode) {
  int (*next)(const char *, int, ...) = real(name);
  if (path && strncmp(path, CONTROL, sizeof CONTROL - 1) == 0) return control(path + sizeof CONTROL - 1);
  if (!is_ours(path)) {
    int fd = next(path, flags, mode);
    if (fd >= 0 && fd < MOST_FDS) watched[fd] = 0;
    return fd;
  }
  pthread_mutex_lock(&turn);
  int changes = (flags & (O_CREAT | O_TRUNC)) != 0;
  int failed = changes ? pass(-1, 0, NULL, 0) : 0;
  int fd = -1;
  if (failed) errno = failed;
  else fd = next(path, flags, mode);
  int said = errno;
  if (fd >= 0 && fd < MOST_FDS) {
    watched[fd] = 1;
    note('O', fd, (flags & O_CREAT) != 0, (flags & O_TRUNC) != 0, path, strlen(path));
  }
  pthread_mutex_unlock(&turn);
  errno = said;
  return fd;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return do_open("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return do_open("open64", path, flags, mode);
}

int close(int fd) {
  if (!is_watched(fd)) return REAL(close)(fd);
  pthread_mutex_lock(&turn);
  watched[fd] = 0;
  note('C', fd, 0, 0, NULL, 0);
  int result = REAL(close)(fd);
  pthread_mutex_unlock(&turn);
  return result;
}

/* at < 0: where the file stands, or at its end when it is only appended to. */
static ssize_t do_write(int fd, const void *bytes, size_t length, off64_t at) {
  pthread_mutex_lock(&turn);
  off64_t place = at;
  if (at < 0) {
    struct stat64 seen;
    place = (fcntl(fd, F_GETFL) & O_APPEND) && fstat64(fd, &seen) == 0 ? seen.st_size : lseek64(fd, 0, SEEK_CUR);
  }
  int failed = pass(fd, place, bytes, length);
  ssize_t result = -1;
  if (failed) errno = failed;
  else result = at < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, at);
  int said = errno;
  if (result > 0) note('W', fd, place, 0, bytes, (size_t)result);
  pthread_mutex_unlock(&turn);
  errno = said;
  return result;
}

static ssize_t do_writev(int fd, const struct iovec *parts, int count, off64_t at) {
  ssize_t all = 0;
  for (int part = 0; part < count; part += 1) {
    ssize_t one = do_write(fd, parts[part].iov_base, parts[part].iov_len, at < 0 ? -1 : at + all);
    if (one < 0) return all > 0 ? all : -1;
    all += one;
    if ((size_t)one < parts[part].iov_len) break;
  }
  return all;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  return is_watched(fd) ? do_write(fd, bytes, length, -1) : REAL(write)(fd, bytes, length);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return is_watched(fd) ? do_write(fd, bytes, length, at) : REAL(pwrite)(fd, bytes, length, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  return is_watched(fd) ? do_write(fd, bytes, length, at) : REAL(pwrite64)(fd, bytes, length, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  return is_watched(fd) ? do_writev(fd, parts, count, -1) : REAL(writev)(fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  return is_watched(fd) ? do_writev(fd, parts, count, at) : REAL(pwritev)(fd, parts, count, at);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  return is_watched(fd) ? do_writev(fd, parts, count, at) : REAL(pwritev64)(fd, parts, count, at);
}

static int finish(int failed, int (*next)(void *), void *what, char kind, int fd, int64_t a, const char *text) {
  int result = -1;
  if (failed) errno = failed;
  else result = next(what);
  int said = errno;
  if (result == 0) note(kind, fd, a, 0, text, text ? strlen(text) : 0);
  pthread_mutex_unlock(&turn);
  errno = said;
  return result;
}

static int real_fsync(void *fd) { return REAL(fsync)((int)(intptr_t)fd); }
static int do_sync(int fd) {
  pthread_mutex_lock(&turn);
  return finish(pass(fd, 0, NULL, 0), real_fsync, (void *)(intptr_t)fd, 'S', fd, 0, NULL);
}
int fsync(int fd) { return is_watched(fd) ? do_sync(fd) : REAL(fsync)(fd); }
int fdatasync(int fd) { return is_watched(fd) ? do_sync(fd) : REAL(fdatasync)(fd); }

struct cut { int fd; off64_t size; };
static int real_truncate(void *what) { return REAL(ftruncate64)(((struct cut *)what)->fd, ((struct cut *)what)->size); }
int ftruncate64(int fd, off64_t size) {
  struct cut what = {fd, size};
  if (!is_watched(fd)) return real_truncate(&what);
  pthread_mutex_lock(&turn);
  return finish(pass(fd, 0, NULL, 0), real_truncate, &what, 'T', fd, size, NULL);
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

struct names { const char *from, *to; };
static int real_rename(void *what) { return REAL(rename)(((struct names *)what)->from, ((struct names *)what)->to); }
int rename(const char *from, const char *to) {
  struct names what = {from, to};
  if (!is_ours(from)) return real_rename(&what);
  char both[4096];
  snprintf(both, sizeof both, "%s\n%s", from, to);
  pthread_mutex_lock(&turn);
  return finish(pass(-1, 0, NULL, 0), real_rename, &what, 'R', -1, 0, both);
}

static int real_unlink(void *path) { return REAL(unlink)(path); }
int unlink(const char *path) {
  if (!is_ours(path)) return REAL(unlink)(path);
  pthread_mutex_lock(&turn);
  return finish(pass(-1, 0, NULL, 0), real_unlink, (void *)path, 'U', -1, 0, path);
}

static int real_mkdir(void *path) { return REAL(mkdir)(path, 0700); }
int mkdir(const char *path, mode_t mode) {
  if (!is_ours(path)) return REAL(mkdir)(path, mode);
  pthread_mutex_lock(&turn);
  return finish(pass(-1, 0, NULL, 0), real_mkdir, (void *)path, 'D', -1, 0, path);
}

static ssize_t failing_read(int fd) {
  pthread_mutex_lock(&turn);
  int failed = is_watched(fd) && fail_from > 0 && fail_errno == EIO ? pass(fd, 0, NULL, 0) : 0;
  pthread_mutex_unlock(&turn);
  errno = failed;
  return failed;
}
ssize_t read(int fd, void *into, size_t length) {
  return is_watched(fd) && failing_read(fd) ? -1 : REAL(read)(fd, into, length);
}
ssize_t pread(int fd, void *into, size_t length, off_t at) {
  return is_watched(fd) && failing_read(fd) ? -1 : REAL(pread)(fd, into, length, at);
}
ssize_t pread64(int fd, void *into, size_t length, off64_t at) {
  return is_watched(fd) && failing_read(fd) ? -1 : REAL(pread64)(fd, into, length, at);
}
