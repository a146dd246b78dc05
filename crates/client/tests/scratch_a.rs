use rusqlite::Connection;
use std::time::Instant;
fn rnd(s: &mut u64) -> u64 { *s ^= *s << 13; *s ^= *s >> 7; *s ^= *s << 17; *s }
fn word(n: u64) -> String { let y=["ba","ce","di","fo","gu","la","me","ni","po","ru","sa","te","vi","wo","xu","za"]; [n,n>>4,n>>8].map(|p| y[(p%16) as usize]).concat() }
fn purge(detail: &str, optimized: bool, secure: bool, k: usize, docs: &[(i64,String)], memsec: bool) {
    let d = tempfile::tempdir().unwrap();
    let c = Connection::open(d.path().join("f.db")).unwrap();
    c.pragma_update(None,"key","x'000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f'").unwrap();
    if memsec { c.pragma_update(None,"cipher_memory_security","ON").unwrap(); }
    c.pragma_update(None,"journal_mode","wal").unwrap(); c.pragma_update(None,"synchronous","normal").unwrap(); c.pragma_update(None,"cache_size",-32000).unwrap(); c.pragma_update(None,"secure_delete","on").unwrap();
    c.pragma_update(None,"wal_autocheckpoint",8000).unwrap();
    c.execute_batch(&format!("create virtual table t using fts5(text, content='', columnsize=0, tokenize='ascii', detail={detail}); insert into t(t,rank) values('pgsz',3900); insert into t(t,rank) values('automerge',8);")).unwrap();
    let t=Instant::now();
    for chunk in docs.chunks(500) {
        let mut chunk = chunk.to_vec(); chunk.sort();
        c.execute_batch("begin").unwrap();
        { let mut s=c.prepare_cached("insert into t(rowid,text) values(?,?)").unwrap(); for (r,x) in &chunk { s.execute((r,x)).unwrap(); } }
        c.execute_batch("commit").unwrap();
    }
    let ins=t.elapsed();
    let mut opt = 0.0;
    if optimized { let t=Instant::now(); c.execute("insert into t(t) values('optimize')",[]).unwrap(); opt=t.elapsed().as_secs_f64(); }
    if secure { c.execute("insert into t(t,rank) values('secure-delete',1)",[]).unwrap(); }
    let segs: i64 = c.query_row("select count(distinct segid) from t_idx",[],|r|r.get(0)).unwrap();
    let mut gone = docs[..k].to_vec(); gone.sort();
    let t=Instant::now();
    c.execute_batch("begin").unwrap();
    { let mut s=c.prepare_cached("insert into t(t,rowid,text) values('delete',?,?)").unwrap(); for (r,x) in &gone { s.execute((r,x)).unwrap(); } }
    c.execute_batch("commit").unwrap();
    let del=t.elapsed().as_secs_f64(); let t=Instant::now();
    if !secure { c.execute("insert into t(t) values('optimize')",[]).unwrap(); }
    println!("{detail} insert {:.0}us/doc segs {segs} first-opt {opt:.2}s {} k={k}: delete {del:.3}s optimize {:.3}s MB {:.1}", ins.as_secs_f64()*1e6/docs.len() as f64, if secure {"secure"} else {"delete+opt"}, t.elapsed().as_secs_f64(), c.query_row("pragma page_count",[],|r| r.get::<_,i64>(0)).unwrap() as f64*4096e-6);
}
#[test]
fn scratch() {
    let mut s=7u64; let n: usize = std::env::var("N").unwrap().parse().unwrap();
    let docs: Vec<(i64,String)> = (0..n).map(|_| { let id=(rnd(&mut s)>>20) as i64; let k=4+rnd(&mut s)%16; let t=(0..k).map(|_| { let d=rnd(&mut s); word(if d%3==0 {d%30} else {(d>>8)%(1+(d>>32)%4000)}) }).collect::<Vec<_>>().join(" "); (id,t)}).collect();
    for memsec in [false, true] { println!("memsec {memsec}");
    for detail in ["full","none"] {
        purge(detail,false,true,100,&docs,memsec); purge(detail,true,true,100,&docs,memsec); purge(detail,false,false,100,&docs,memsec);
        purge(detail,true,true,1000,&docs,memsec); purge(detail,false,false,10000,&docs,memsec);
    } }
}
