(()=>{
const make=name=>document.createElement(name),card=make('aside');card.id='card';card.hidden=true;card.setAttribute('aria-label','CARD_LABEL');card.setAttribute('role','note');document.body.append(card);
let timer,open=null,quiet=false,trail=[];
const sheet=()=>innerWidth<=640;
const hide=()=>{clearTimeout(timer);const inside=card.contains(document.activeElement),link=open;card.hidden=true;open=null;trail=[];document.body.style.paddingBottom='';
if(inside&&link){quiet=true;link.focus({preventScroll:true});quiet=false}};
const later=()=>{clearTimeout(timer);timer=setTimeout(hide,250)};
const fill=hash=>{
const entry=document.getElementById(hash.slice(1));if(!entry)return false;
const text=make('div');for(const node of entry.childNodes)text.append(node.cloneNode(true));
const all=make('a');all.href=hash;all.textContent='ALL_SOURCES';all.onclick=()=>{open=null;hide()};
card.replaceChildren(text,all);card.scrollTop=0;
if(trail.length>1){const back=make('button');back.textContent='ONE_BACK';back.onclick=()=>{trail.pop();fill(trail[trail.length-1]);place();card.querySelector('a,button').focus()};all.before(back)}
return true};
const place=()=>{
card.removeAttribute('style');card.hidden=false;const box=open.getBoundingClientRect(),high=card.offsetHeight;
if(sheet()){document.body.style.paddingBottom=high+'px';const over=box.bottom+12-(innerHeight-high);if(over>0)scrollBy(0,over);return}
const width=Math.min(400,innerWidth-24),below=innerHeight-box.bottom-15,above=box.top-15;card.style.width=width+'px';
card.style.left=Math.max(12,Math.min(box.left,innerWidth-width-12))+'px';
const under=card.offsetHeight<=below||below>=above;card.style.maxHeight=Math.min(480,under?below:above)+'px';
card.style.top=(under?box.bottom+7:Math.max(8,box.top-card.offsetHeight-7))+'px'};
const show=link=>{clearTimeout(timer);if(open==link&&!card.hidden)return;open=link;trail=[link.hash];if(fill(link.hash))place()};
document.querySelectorAll('a.n').forEach(link=>{if(link.closest('.notes'))return;
link.onpointerenter=e=>{if(e.pointerType=='mouse'){clearTimeout(timer);timer=setTimeout(()=>show(link),120)}};
link.onpointerleave=e=>{if(e.pointerType=='mouse')later()};
link.onfocus=()=>{if(!quiet)show(link)};link.onblur=e=>{if(!card.contains(e.relatedTarget))later()};
link.onclick=e=>{if(e.ctrlKey||e.metaKey)return;e.preventDefault();show(link);if(!e.detail)card.querySelector('a').focus()}});
card.onclick=e=>{const link=e.target.closest('a.n');if(!link||e.ctrlKey||e.metaKey)return;e.preventDefault();trail.push(link.hash);fill(link.hash);place();card.querySelector('a,button').focus()};
card.onpointerenter=()=>clearTimeout(timer);card.onpointerleave=e=>{if(e.pointerType=='mouse'&&!card.contains(document.activeElement))later()};
card.addEventListener('focusin',()=>clearTimeout(timer));
card.addEventListener('focusout',e=>{if(e.relatedTarget&&!card.contains(e.relatedTarget))hide()});
addEventListener('keydown',e=>{if(e.key=='Escape')hide()});
addEventListener('pointerdown',e=>{if(!card.contains(e.target)&&!e.target.closest('a.n'))hide()});
addEventListener('scroll',()=>{if(!sheet()&&!card.hidden&&!card.contains(document.activeElement))hide()},{passive:true});
})();
