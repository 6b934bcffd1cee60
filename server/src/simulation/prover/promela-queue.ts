/** How large things are in the Promela of a queue. */
export interface PromelaSizes {
  readonly requests: number;
  readonly clones: number;
  readonly entries: number;
  /** Variables that may hold pointers: 0 NULL, 1 the leading edge, 3 a deleted clone, from 4 on clones by age. */
  readonly pointers: readonly string[];
  readonly minimumState: number;
  readonly spinLocks: number;
}

const list = (count: number, write: (at: number) => string, between = '; '): string => Array.from({ length: count }, (_, at) => write(at)).join(between);

/**
 * The queue of a pin, its processing and its device in Promela, after the documentation of stream pointers and not after the queue layer: frames oldest to newest in `q`, the leading
 * edge, clones by age, what completes and what is cancelled, when Process is called.
 */
export function promelaQueue({ requests: n, clones: c, entries: d, pointers, minimumState, spinLocks }: PromelaSizes): string {
  const listed = d + n;
  // Without brackets of their own: conditional expressions of Promela bring theirs.
  const next = Array.from({ length: n }).reduceRight<string>((rest, _, at) => `(q[${at}]==(i) -> ${at + 1 < n ? `q[${at + 1}]` : 'NONE'} : ${rest})`, 'NONE');
  const cloneAt = (array: string, none: string): string => Array.from({ length: c }).reduceRight<string>((rest, _, at) => `((p)==${at + 4} -> ${array}[${at}] : ${rest})`, none);
  const moved = [...pointers, ...Array.from({ length: listed }, (_, at) => `dl[${at}]`)].map((name) => `${name}=(${name}==4+hk -> 3 : (${name}>4+hk -> ${name}-1 : ${name}))`).join('; ');
  return `
#define NONE ${n}
/* state of each request: 0 with the client, 1 queued, 2 cancelled and held by a clone */
byte st[${n}]; bit cw[${n}]; bit du[${n}]; byte q[${n}]=NONE; byte lead=NONE; bit ll;
byte cn; byte cf[${c}]=NONE; bit cl[${c}];
byte cs, ds, ps; bit wi, ar, pd, pg; bit closed, bad;
byte dv, dn, df, sn; bit di; byte dl[${listed}];
hidden byte h, hk, hf, hn;
#define REFS(i) ((lead==(i)) ${list(c, (at) => `+ (cf[${at}]==(i))`, ' ')})
#define LOCKS(i) ((ll && lead==(i)) ${list(c, (at) => `+ (cl[${at}] && cf[${at}]==(i))`, ' ')})
#define NEXT(i) ${next}
#define FRAME(p) ((p)==1 -> lead : ${cloneAt('cf', 'NONE')})
#define LOCKED(p) ((p)==1 -> ll : ${cloneAt('cl', '0')})
/* what holds Process back: 1 that it runs, 2 the rest */
#define HOLDS (Ppc!=0 -> 1 : ((ps<${minimumState} || lead==NONE) -> 2 : 0))

inline unlink(x) { if ${list(n, (at) => `:: q[${at}]==x -> ${Array.from({ length: n - at }, (_, k) => `q[${at + k}]=${at + k + 1 < n ? `q[${at + k + 1}]` : 'NONE'}`).join('; ')}`, ' ')} :: else fi }
inline back(x) { st[x]=0; cw[x]=0; du[x]=0 }
inline unref(x) { if :: x!=NONE && REFS(x)==0 -> if :: st[x]==1 -> unlink(x); if :: !du[x] && cs>=2 -> bad=1 :: else fi; back(x) :: else -> back(x) fi :: else fi }
inline carry(x) { hn=NEXT(x); unlink(x); if :: lead==x -> lead=hn :: else fi; if :: REFS(x)==0 -> back(x) :: else -> st[x]=2 fi }
inline unlocked(x) { if :: x!=NONE && st[x]==1 && cw[x] && LOCKS(x)==0 -> cw[x]=0; carry(x) :: else fi }
inline valid(p) { if :: p==0 || p==3 -> bad=1 :: else fi }
inline access(p) { valid(p); if :: !bad && !LOCKED(p) -> bad=1 :: else fi }
inline leading(locked) { if :: !locked || ll -> h=1 :: else -> if :: lead!=NONE -> ll=1; h=1 :: else -> h=0 fi fi }
inline setlock(p, to) { if :: p==1 -> ll=to ${list(c, (at) => `:: p==${at + 4} -> cl[${at}]=to`, ' ')} :: else fi }
inline lockp(p) { valid(p); if :: bad -> h=2 :: else -> if :: LOCKED(p) -> bad=1; h=2 :: else -> hf=FRAME(p); if :: hf!=NONE && st[hf]==1 -> setlock(p, 1); h=0 :: else -> h=4 fi fi fi }
inline moveon(p) { hf=FRAME(p); if :: hf!=NONE -> hn=(st[hf]==1 -> NEXT(hf) : NONE); if :: p==1 -> lead=hn; pg=(Ppc!=0) ${list(c, (at) => `:: p==${at + 4} -> cf[${at}]=hn`, ' ')} :: else fi; unref(hf) :: else fi }
inline unlockp(p, eject) { valid(p); if :: !bad && !LOCKED(p) -> bad=1 :: else fi; if :: !bad -> hk=FRAME(p); setlock(p, 0); if :: eject -> moveon(p) :: else fi; unlocked(hk) :: else fi }
inline advancep(p) { valid(p); if :: bad -> h=2 :: else -> if :: !LOCKED(p) -> moveon(p); h=0 :: else -> hk=FRAME(p); setlock(p, 0); moveon(p); unlocked(hk); hf=FRAME(p); if :: hf!=NONE && st[hf]==1 -> setlock(p, 1); h=0 :: else -> h=4 fi fi fi }
inline clonep(p) { valid(p); hf=(bad -> NONE : FRAME(p)); if :: hf!=NONE && st[hf]==1 -> hk=LOCKED(p); cf[cn]=hf; cl[cn]=hk; cn++; h=cn+3 :: else -> h=0 fi }
inline deletep(p) { if :: p<4 -> bad=1 :: else -> hk=p-4; hf=cf[hk]; ${list(c - 1, (at) => `if :: ${at}>=hk -> cf[${at}]=cf[${at + 1}]; cl[${at}]=cl[${at + 1}] :: else fi`)}; cf[${c - 1}]=NONE; cl[${c - 1}]=0; cn--; ${moved}; h=(hf!=NONE -> st[hf] : 0); unref(hf); if :: h==1 -> unlocked(hf) :: else fi fi }
inline attempt() { h=HOLDS; if :: h==1 -> ar=1 :: h==0 -> wi=1 :: else fi }
inline trigger() { h=HOLDS; if :: h==1 -> ar=1 :: h==0 && !wi -> pstart() :: else fi }
inline submit(x) { h=(lead==NONE); st[x]=1; du[x]=0; if ${list(n, (at) => `:: q[${at}]==NONE${at === 0 ? '' : ` && q[${at - 1}]!=NONE`} -> q[${at}]=x`, ' ')} :: else fi; if :: h -> lead=x; trigger() :: else fi }
inline cancel(x) { if :: LOCKS(x)>0 -> cw[x]=1 :: else -> carry(x) fi }
inline preturn(x) { hf=ar; ar=0; hn=HOLDS; if :: x!=0 -> pd=1; if :: hf && hn==0 -> wi=1 :: else fi :: else -> if :: hn==0 -> if :: !pg -> bad=1 :: else fi; pstart() :: else -> pg=0 fi fi; if :: Ppc==0 -> pg=0 :: else fi }
inline stateend(ok) { if :: !(ok) -> cs=ds; ps=ds :: else -> h=ds; ds=cs; ps=cs; if :: cs==0 && h>0 && cn>0 -> bad=1 :: else fi; if :: h<${minimumState} && cs>=${minimumState} -> trigger() :: else fi fi }
inline program(p) { valid(p); if :: !bad && FRAME(p)==NONE -> bad=1 :: else fi; if :: !bad && dn-df<${d} && dn<${listed} -> dl[dn]=p; dn++; h=0 :: else -> h=3 fi }
inline wipelist() { ${list(listed, (at) => `dl[${at}]=0`)} }
inline cutlist(x) { ${list(listed - 1, (at) => `if :: ${at}>=x -> dl[${at}]=dl[${at + 1}] :: else fi`)}; dl[${listed - 1}]=0; dn--; if :: x<df -> df-- :: else fi }
inline take() { if :: df>0 -> h=dl[0]; cutlist(0) :: else -> h=0 fi }
inline forget(p) { hf=p; hk=dn; do :: hk>0 -> hk--; if :: dl[hk]==hf -> cutlist(hk) :: else fi :: else -> break od }
inline fill() { h=dl[df]; df++; di=1; if :: h==3 || FRAME(h)==NONE -> bad=1 :: else fi }
inline closepin() { if :: cn>0 || ll -> bad=1 :: else -> ${list(n, (at) => `if :: st[${at}]==1 -> carry(${at}) :: else fi`)}; if :: ${list(n, (at) => `st[${at}]!=0`, ' || ')} -> bad=1 :: else fi; closed=1 fi }
/* a fault leads to one state */
inline settle() { if :: bad ->
#ifdef CHECK
  assert(false);
#endif
  ${list(n, (at) => `st[${at}]=0; cw[${at}]=0; du[${at}]=0; q[${at}]=NONE`)}; lead=NONE; ll=0; cn=0; ${list(c, (at) => `cf[${at}]=NONE; cl[${at}]=0`)}; cs=0; ds=0; ps=0; wi=0; ar=0; pd=0; pg=0; closed=0; dv=0; dn=0; df=0; sn=0; di=0; wipelist(); ${pointers.map((name) => `${name}=0`).join('; ')}; Ppc=0; Ps=0; Pl=0; Dpc=0; Ds=0; Dl=0; Cpc=0; Cs=0; Cl=0${Array.from({ length: spinLocks }, (_, at) => `; lk[${at}]=0`).join('')}; bad=1
  :: else fi }
`;
}
