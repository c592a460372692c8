# Gets into a container as a container runtime does: executes its own copy in memory by a descriptor, goes two processes
# further, and executes there what it was given. Its interpreter bears the name of the runtime.
use strict;
$^F = 1000;
my ($stage, $how, $runtime, $group, @own) = @ARGV;
my @kept;

sub memory {
    my ($name, $file) = @_;
    my $fd = syscall(319, $name, 0);
    open(my $in, '<', $file) or die;
    open(my $out, '>&=', $fd) or die;
    push @kept, $out;
    binmode $_ for $in, $out;
    local $/;
    print {$out} scalar(<$in>);
    $out->flush;
    return $fd;
}

# execveat(2) of the descriptor itself: the kernel calls it /dev/fd/N.
sub execute {
    my ($fd, @words) = @_;
    my $empty = '';
    my $words = pack('p' . @words . ' Q', @words, 0);
    my $environment = pack('Q', 0);
    syscall(322, $fd + 0, $empty, $words, $environment, 0x1000);
    exit 1;
}

if ($stage eq 'create') {
    if (my $child = fork) { waitpid($child, 0); exit }
    open(my $file, '>', "$group/cgroup.procs") or die;
    print {$file} $$;
    close $file;
    my @rest = ($0, 'init', $how, $runtime, $group, @own);
    exec {'/proc/self/exe'} ('runc', $0, 'again', @rest[2 .. $#rest]) if $how eq 'link';
    my $fd = memory('runc_cloned', $runtime);
    exec {"/proc/self/fd/$fd"} ('runc', @rest);
}
execute(memory('runc_cloned', $runtime), 'runc', $0, 'init', $how, $runtime, $group, @own) if $stage eq 'again';
if (my $child = fork) { waitpid($child, 0); exit }
if (my $child = fork) { waitpid($child, 0); exit }
my ($program, @words) = @own;
execute(memory('within', $1), @words) if $program =~ /^memory:(.*)/;
exec {$program} @words;
